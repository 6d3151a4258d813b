/**
 * How many messages a client may still send. Ten a second, with some in hand, and one more for each
 * event that it was sent, so that whoever acknowledges every single one is no flood.
 * In memory only: a socket that was idle long enough for its Object to sleep has its whole budget again.
 */
export class MessageBudget {
  readonly #clients = new WeakMap<WebSocket, { left: number; at: number }>();

  /** Takes one message from the budget; false when there was none left. */
  take(socket: WebSocket, now: number): boolean {
    const client = this.#refilled(socket, now);
    if (client.left < 1) return false;
    client.left--;
    return true;
  }

  earn(socket: WebSocket, now: number): void {
    this.#refilled(socket, now).left++;
  }

  #refilled(socket: WebSocket, now: number): { left: number; at: number } {
    const client = this.#clients.get(socket) ?? { left: inHand, at: now };
    // What was earned by events stays beyond what time alone may fill up to.
    const refill = Math.max(0, Math.min(inHand - client.left, ((now - client.at) / 1000) * perSecond));
    client.left += refill;
    client.at = now;
    this.#clients.set(socket, client);
    return client;
  }
}

const inHand = 100;
const perSecond = 10;
