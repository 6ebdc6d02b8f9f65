/** The views of steps that never open a module: their chunk is fetched once the first stop is in play. */
export { default as PauseStep } from "./PauseStep.svelte";
export { default as RehearseStep } from "./RehearseStep.svelte";
export { default as RevealStep } from "./RevealStep.svelte";
export { default as TalkStep } from "./TalkStep.svelte";
export { default as VideoStep } from "./VideoStep.svelte";
