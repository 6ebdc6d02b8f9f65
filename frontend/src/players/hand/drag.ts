/**
 * Dragging cards with a pointer.
 *
 * The card itself stays where it is until it is dropped, and a copy follows the pointer: moving the
 * card's own node would drop the pointer capture and the focus. The capture is on the whole player,
 * and what lies below the pointer is found without the copy, which takes no pointer events.
 */
import type { Attachment } from "svelte/attachments";

/** Pointers tremble: less than this, in CSS pixels, is a tap. */
const SLACK = 6;
/** So near the upper or lower edge of the window the page scrolls along. */
const EDGE = 56;
const SCROLL_STEP = 9;

interface Handlers {
  canDrag: (card: string) => boolean;
  /** The pointer with a card is over another bin, or over none (null). */
  onover: (bin: string | null, card: string) => void;
  /** A card was let go over a bin; `from` is where the copy was. */
  ondrop: (card: string, bin: string, from: DOMRect) => void;
}

/** Let every `[data-card]` be dragged to a `[data-bin]` inside the element. */
export function cardDrag({ canDrag, onover, ondrop }: Handlers): Attachment<HTMLElement> {
  return (root) => {
    let held: { card: HTMLElement; id: string; pointer: number; x: number; y: number } | null =
      null;
    let copy: HTMLElement | null = null;
    let box = new DOMRect();
    let at = { x: 0, y: 0 };
    let over: string | null = null;
    let frame = 0;
    let wasDrag = false;

    function down(event: PointerEvent): void {
      wasDrag = false;
      const card = (event.target as Element).closest<HTMLElement>("[data-card]");
      const id = card?.dataset["card"];
      if (!card || id === undefined || event.button !== 0 || held || !canDrag(id)) return;
      held = { card, id, pointer: event.pointerId, x: event.clientX, y: event.clientY };
    }

    function move(event: PointerEvent): void {
      if (!held || event.pointerId !== held.pointer) return;
      at = { x: event.clientX, y: event.clientY };
      if (!copy) {
        if (Math.hypot(at.x - held.x, at.y - held.y) < SLACK) return;
        lift();
      }
      follow();
    }

    function lift(): void {
      if (!held) return;
      box = held.card.getBoundingClientRect();
      copy = held.card.cloneNode(true) as HTMLElement;
      copy.removeAttribute("data-card");
      copy.classList.add("card--copy");
      copy.inert = true;
      Object.assign(copy.style, { left: `${box.left}px`, top: `${box.top}px` });
      Object.assign(copy.style, { width: `${box.width}px`, height: `${box.height}px` });
      root.append(copy);
      held.card.classList.add("card--away");
      root.setPointerCapture(held.pointer);
      frame = requestAnimationFrame(scroll);
    }

    function follow(): void {
      if (!held || !copy) return;
      copy.style.transform = `translate(${at.x - held.x}px, ${at.y - held.y}px) rotate(-2deg)`;
      const bin = document
        .elementsFromPoint(at.x, at.y)
        .map((element) => element.closest<HTMLElement>("[data-bin]"))
        .find((element) => element && root.contains(element));
      const now = bin?.dataset["bin"] ?? null;
      if (now !== over) onover((over = now), held.id);
    }

    function scroll(): void {
      frame = requestAnimationFrame(scroll);
      const isAbove = at.y < EDGE;
      // Where the hand of cards sticks to the lower edge, every drag begins there.
      const isBelow = at.y > innerHeight - EDGE && over !== "";
      if (!isAbove && !isBelow) return;
      scrollBy(0, isAbove ? -SCROLL_STEP : SCROLL_STEP);
      follow();
    }

    function up(event: PointerEvent): void {
      if (!held || event.pointerId !== held.pointer) return;
      const from = copy?.getBoundingClientRect();
      wasDrag = copy !== null;
      if (from && over !== null) ondrop(held.id, over, from);
      letGo();
    }

    function letGo(): void {
      cancelAnimationFrame(frame);
      copy?.remove();
      copy = null;
      if (!held) return;
      held.card.classList.remove("card--away");
      if (over !== null) onover((over = null), held.id);
      held = null;
    }

    function cancel(event: PointerEvent | KeyboardEvent): void {
      const isOurs = "pointerId" in event ? event.pointerId === held?.pointer : copy !== null;
      if (!isOurs || ("key" in event && event.key !== "Escape")) return;
      letGo();
    }

    /** The click that ends a drag is no tap. */
    function swallow(event: MouseEvent): void {
      if (wasDrag) event.stopPropagation();
      wasDrag = false;
    }

    const controller = new AbortController();
    const { signal } = controller;
    root.addEventListener("pointerdown", down, { signal });
    root.addEventListener("pointermove", move, { signal });
    root.addEventListener("pointerup", up, { signal });
    root.addEventListener("pointercancel", cancel, { signal });
    root.addEventListener("click", swallow, { signal, capture: true });
    // Pictures must not start the browser's own drag.
    root.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
    addEventListener("keydown", cancel, { signal });
    return () => {
      letGo();
      controller.abort();
    };
  };
}
