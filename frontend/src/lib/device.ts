/**
 * Small choices remembered on this device only: who plays, which country's helpline to show.
 *
 * Storage can be blocked or full; then nothing is remembered and nothing breaks.
 */
export type Choice = "who" | "country";

const PREFIX = "cop.";

export function recall(choice: Choice): string | null {
  try {
    return localStorage.getItem(PREFIX + choice);
  } catch {
    return null;
  }
}

export function remember(choice: Choice, value: string): void {
  try {
    localStorage.setItem(PREFIX + choice, value);
  } catch {
    // Blocked storage only means that the choice is asked for again.
  }
}
