import confetti from "canvas-confetti";

/** About 60 frames a second; with this many all is over in 1.2 seconds. */
const FRAMES = 66;

/** Throw confetti once over a canvas; resolves when the last piece has gone. */
export async function celebrate(canvas: HTMLCanvasElement): Promise<void> {
  // A worker would be made from a blob: address, which the content security policy refuses.
  const fire = confetti.create(canvas, { resize: true, useWorker: false });
  await fire({
    particleCount: 70,
    spread: 80,
    startVelocity: 38,
    ticks: FRAMES,
    gravity: 1.4,
    origin: { y: 0.55 },
    disableForReducedMotion: true,
  });
  fire.reset();
}
