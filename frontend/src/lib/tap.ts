/** The first tap or key on a page: before it, browsers let a page make no sound, and neither do we. */
export function wasTapped(): boolean {
  return (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? true;
}

/**
 * Do something now, or at the first tap on the page where there was none yet. Gives a function that takes it back.
 *
 * A tap on `except` does not count: it has a meaning of its own.
 */
export function onceTapped(act: () => void, except?: () => Element | undefined): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const first = ({ target }: Event) => {
    controller.abort();
    if (!except?.()?.contains(target as Node)) act();
  };
  if (wasTapped()) act();
  else {
    for (const kind of ["click", "keydown"])
      addEventListener(kind, first, { signal, capture: true });
  }
  return () => controller.abort();
}
