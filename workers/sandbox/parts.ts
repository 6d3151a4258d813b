import type { AccountStore } from "./account/account";
import type { FarEnd } from "./bots/far-end";
import type { Pauses } from "./bots/pauses";
import type { SessionStore } from "./bots/sessions";
import type { BotStore } from "./bots/store";
import type { TurnQueue } from "./bots/turns";
import type { AddressBook } from "./chats/address-book";
import type { PhoneClock } from "./clock";
import type { Announcer } from "./events/announcer";
import type { GroupStore } from "./groups/store";
import type { MessageStore } from "./messages/store";
import type { Timers } from "./timers";

/** What the verbs of a phone work with. */
export interface PhoneParts {
  clock: PhoneClock;
  timers: Timers;
  account: AccountStore;
  messages: MessageStore;
  book: AddressBook;
  groups: GroupStore;
  announcer: Announcer;
  bots: BotStore;
  sessions: SessionStore;
  turns: TurnQueue;
  farEnd: FarEnd;
  pauses: Pauses;
  /** `SERVER_URL` of the simulated server. */
  serverUrl: string;
  globalKey(): Promise<string>;
}
