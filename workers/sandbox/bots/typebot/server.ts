import { randomInt } from "node:crypto";
import type { Account } from "../../account/account";
import type { PhoneParts } from "../../parts";
import type { Session } from "../sessions";
import { announceStatus } from "../status";
import type { FlowAnswer } from "./flow";

export interface FlowStart {
  remoteJid: string;
  pushName: string;
  botId: string;
  url: string;
  typebot: string;
  variables: Record<string, unknown>;
}

/**
 * Starts a flow for a contact. Among the variables is the server's global key: that is what a real
 * server does, and what Zapin's relay is there to take out. Null where the flow could not be started.
 */
export async function startFlow(
  phone: PhoneParts,
  account: Account,
  start: FlowStart,
): Promise<{ answer: FlowAnswer; session: Session | null } | null> {
  const { remoteJid, pushName, variables } = start;
  const parameters = {
    ...variables,
    remoteJid,
    pushName: pushName || variables.pushName || "",
    instanceName: account.instanceName,
    serverUrl: phone.serverUrl,
    apiKey: await phone.globalKey(),
    ownerJid: account.number,
  };
  try {
    const answer = (await startChat(phone, start.url, start.typebot, parameters)) ?? {};
    const session = answer.sessionId
      ? phone.sessions.open({
          remoteJid,
          pushName,
          sessionId: `${flowId()}-${answer.sessionId}`,
          parameters: { ...parameters, pushName },
          botId: start.botId,
          type: "typebot",
        })
      : null;
    announceStatus(phone, account, remoteJid, "opened", session);
    return { answer, session };
  } catch {
    return null;
  }
}

export async function startChat(
  phone: PhoneParts,
  url: string,
  typebot: string,
  prefilledVariables: Record<string, unknown>,
): Promise<FlowAnswer | null> {
  return (await phone.farEnd.post(startAddress(url, typebot), { prefilledVariables })) as FlowAnswer | null;
}

export function startAddress(url: string, typebot: string): string {
  return `${url}/api/v1/typebots/${typebot}/startChat`;
}

export async function continueChat(
  phone: PhoneParts,
  url: string,
  sessionId: string | undefined,
  message: string,
): Promise<FlowAnswer> {
  const address = `${url}/api/v1/sessions/${sessionId}/continueChat`;
  return ((await phone.farEnd.post(address, { message })) ?? {}) as FlowAnswer;
}

/** The number that stands before the flow's own session id. */
export function flowId(): string {
  return String(randomInt(10_000_000_000));
}
