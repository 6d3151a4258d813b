import type { AccountStore } from "./account/account";
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
}
