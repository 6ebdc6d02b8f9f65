/** What to answer, worked out from a module's payload. */
import type {
  ChatNode,
  CheckItem,
  ItemOf,
  Module,
  Step,
} from "../../../frontend/src/lib/api/types";

/** How somebody plays: gets everything right, or goes wrong first wherever that is possible. */
export type Manner = "well" | "badly";

export interface Question {
  at: "check";
  /** The question itself; where fewer are asked than there are, one that may be asked. */
  item: CheckItem;
  number: number;
  of: number;
}

export type Stop = { at: "step"; step: Step } | Question;

/**
 * The stops of a module as a child meets them: the steps, questions, and, where the module ends with
 * one, the rehearsal as the very last thing; questions before all that where the first form is asked.
 */
export function stopsOf(module: Module, asksFirst: boolean): Stop[] {
  const steps = module.steps.map((step): Stop => ({ at: "step", step }));
  const closing = module.steps.at(-1)?.type === "rehearse" ? steps.splice(-1) : [];
  const { pre, post } = module.check;
  const { asked = pre.length } = module;
  return [
    ...(asksFirst ? questions(pre, asked) : []),
    ...steps,
    ...questions(post, asked),
    ...closing,
  ];
}

function questions(items: CheckItem[], asked: number): Stop[] {
  return items.slice(0, asked).map((item, index) => ({
    at: "check",
    item,
    number: index + 1,
    of: Math.min(asked, items.length),
  }));
}

/** What is taken at one node of a chat. */
export interface Turn {
  node: ChatNode;
  choices: string[];
}

export interface ChatPlan {
  turns: Turn[];
  end: ChatNode;
  /** What the way is worth, 0 to 1. */
  score: number;
}

/** A way through a chat to one of its ends that takes, at each node, the best or the worst choices. */
export function planChat(item: ItemOf<"chat">, manner: Manner): ChatPlan {
  const node = (id: string) => item.nodes.find((candidate) => candidate.id === id);
  const weightOf = (at: ChatNode, id: string) => item.key?.nodes[at.id]?.choices[id]?.weight ?? 0;
  const sign = manner === "well" ? -1 : 1;

  type Way = Omit<ChatPlan, "score">;

  function onwards(at: ChatNode, taken: ReadonlySet<string>): Way | undefined {
    if (at.ending) return { turns: [], end: at };
    const open = at.choices
      .filter(({ id }) => !taken.has(id))
      .sort((a, b) => sign * (weightOf(at, a.id) - weightOf(at, b.id)));
    for (let first = 0; first + at.pick <= open.length; first += 1) {
      const picked = new Set(open.slice(first, first + at.pick).map(({ id }) => id));
      const choices = at.choices.filter(({ id }) => picked.has(id));
      const next = node(choices.find(({ goto }) => goto !== "")?.goto ?? at.then);
      const rest = next && onwards(next, new Set([...taken, ...picked]));
      if (rest) {
        const turn = { node: at, choices: choices.map(({ id }) => id) };
        return { turns: [turn, ...rest.turns], end: rest.end };
      }
    }
    return undefined;
  }

  const start = node(item.start);
  const way = start && onwards(start, new Set());
  if (!way) throw new Error("the chat has no way to an end");
  const weights = way.turns.flatMap(({ node: at, choices }) =>
    choices.map((id) => weightOf(at, id)),
  );
  const helpful = weights.filter((weight) => weight > 0).length;
  const unhelpful = weights.filter((weight) => weight < 0).length;
  const weighed = helpful + unhelpful;
  return { ...way, score: weighed === 0 ? 1 : Math.max(0, helpful - unhelpful) / weighed };
}
