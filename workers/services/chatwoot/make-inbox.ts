import { deadlineIn } from "../../domain/deadline";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { textUpTo } from "../../evolution/body-text";

export interface Inbox {
  /** Chatwoot's address, which has been judged. */
  url: URL;
  accountId: string;
  token: string;
  name: string;
  /** Where Chatwoot is to post its answers. */
  webhookUrl: string;
}

/** Makes an inbox in the tenant's Chatwoot, unless it has one of that name: setting twice makes one. */
export async function makeInbox(inbox: Inbox): Promise<Outcome<null>> {
  const listed = await asked(inbox, null);
  if (!listed.ok) return listed;
  const inboxes = (listed.value as { payload?: unknown } | null)?.payload;
  const known = Array.isArray(inboxes) ? (inboxes as ({ name?: unknown } | null)[]) : [];
  if (known.some((row) => row?.name === inbox.name)) return done(null);
  const { name, webhookUrl } = inbox;
  const made = await asked(inbox, { name, channel: { type: "api", webhook_url: webhookUrl } });
  return made.ok ? done(null) : made;
}

/** The account's inboxes; with a body, one more of them. */
async function asked(inbox: Inbox, body: object | null): Promise<Outcome<unknown>> {
  const deadline = deadlineIn(timeoutMs);
  const base = inbox.url.href.replace(/\/+$/, "");
  try {
    const response = await fetch(`${base}/api/v1/accounts/${encodeURIComponent(inbox.accountId)}/inboxes`, {
      ...(body && { method: "POST", body: JSON.stringify(body) }),
      headers: { api_access_token: inbox.token, ...(body && { "content-type": "application/json" }) },
      // A redirect would carry the token to wherever it points, past what was judged.
      redirect: "manual",
      signal: deadline.signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return failed(`answered ${response.status}`);
    }
    const text = await textUpTo(response.body ?? "", largestAnswerBytes);
    return text === null ? failed("answered more than an inbox is") : done(JSON.parse(text) as unknown);
  } catch (error) {
    return failed(error instanceof SyntaxError ? "answered with no JSON" : "could not be reached");
  } finally {
    deadline.clear();
  }
}

function failed(how: string) {
  const hint = "Check url, accountId and token, or make the inbox by hand and leave autoCreate out.";
  return refuse("invalid_input", `Chatwoot ${how}. ${hint}`, { field: "url" });
}

const timeoutMs = 10_000;
const largestAnswerBytes = 2 * 1024 * 1024;
