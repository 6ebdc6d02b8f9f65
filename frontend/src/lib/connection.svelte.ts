class Connection {
  /** What the browser believes: true can still mean a network that leads nowhere. */
  online = $state(navigator.onLine);

  constructor() {
    window.addEventListener("online", () => (this.online = true));
    window.addEventListener("offline", () => (this.online = false));
  }
}

export const connection = new Connection();
