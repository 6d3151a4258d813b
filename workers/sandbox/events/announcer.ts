import type { AccountStore } from "../account/account";
import type { PhoneClock } from "../clock";
import { letterOf } from "./envelope";
import type { Outbox } from "./outbox";

/** Says what happened to whoever the phone's webhook names. */
export class Announcer {
  constructor(
    private readonly account: AccountStore,
    private readonly outbox: Outbox,
    private readonly clock: PhoneClock,
    private readonly serverUrl: string,
  ) {}

  announce(event: string, data: unknown): void {
    const account = this.account.read();
    if (account?.trouble === "events_lost") return;
    const letter = account && letterOf(account, event, data, this.clock.now(), this.serverUrl);
    if (letter) this.outbox.add(letter);
  }
}
