import { answer, type Answer } from "../answers";
import { logOut } from "../pairing/disconnect";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

/**
 * Deletes the instance. Its last events are in the outbox with everything they need, so the name is
 * free at once; the Object empties itself when they are delivered.
 */
export function deleteInstance(phone: PhoneParts, { account }: Call): Answer {
  const { instanceName, instanceId } = account;
  if (account.state === "open" || account.state === "connecting") logOut(phone, account, "api");
  phone.announcer.announce("instance.delete", { instanceName, instanceId });
  phone.announcer.announce("remove.instance", null);
  phone.timers.cancelKinds("qr", "reopen", "status", "echo", "turn", "debounce", "pause");
  phone.messages.clear();
  phone.book.clear();
  phone.groups.clear();
  phone.bots.clear();
  phone.sessions.clear();
  phone.turns.clear();
  phone.account.remove();
  return answer(200, { status: "SUCCESS", error: false, response: { message: "Instance deleted" } });
}
