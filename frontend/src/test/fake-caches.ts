/** The Cache API, which jsdom has not, as far as packs use it. */

class FakeCache {
  readonly entries = new Map<string, Response>();
  /** Makes every `put` fail as on a full device. */
  static isFull = false;

  match(url: string): Promise<Response | undefined> {
    return Promise.resolve(this.entries.get(url)?.clone());
  }

  put(url: string, response: Response): Promise<void> {
    if (FakeCache.isFull) return Promise.reject(new DOMException("full", "QuotaExceededError"));
    this.entries.set(url, response);
    return Promise.resolve();
  }

  keys(): Promise<{ url: string }[]> {
    return Promise.resolve(
      [...this.entries.keys()].map((url) => ({ url: new URL(url, location.origin).href })),
    );
  }

  delete({ url }: { url: string }): Promise<boolean> {
    return Promise.resolve(this.entries.delete(new URL(url).pathname));
  }
}

export class FakeCaches {
  readonly all = new Map<string, FakeCache>();

  /** Whether the device has no room left. */
  set isFull(isFull: boolean) {
    FakeCache.isFull = isFull;
  }

  open(name: string): Promise<FakeCache> {
    const cache = this.all.get(name) ?? new FakeCache();
    this.all.set(name, cache);
    return Promise.resolve(cache);
  }

  has = (name: string): Promise<boolean> => Promise.resolve(this.all.has(name));
  keys = (): Promise<string[]> => Promise.resolve([...this.all.keys()]);
  delete = (name: string): Promise<boolean> => Promise.resolve(this.all.delete(name));
}
