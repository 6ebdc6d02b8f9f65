import type { TransitionConfig } from "svelte/transition";
import { prefersStillness } from "../../lib/moments";

/**
 * A card lands where it now belongs, coming from where it was seen last (`from`).
 *
 * Whoever asked for less motion sees it fade in.
 */
export function land(node: Element, { from }: { from: DOMRect | undefined }): TransitionConfig {
  if (!from) return { duration: 0 };
  if (prefersStillness()) return { duration: 200, css: (t) => `opacity: ${t}` };
  const to = node.getBoundingClientRect();
  const [x, y] = [from.left - to.left, from.top - to.top];
  return {
    duration: 280,
    easing: (t) => 1 - (1 - t) ** 3,
    css: (_t, u) => `transform: translate(${u * x}px, ${u * y}px)`,
  };
}
