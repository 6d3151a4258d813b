import { shown, spoken } from "../say";
import type { Session } from "../sessions";
import { silence } from "../talk";
import type { Behaviour, Reply, Say } from "../turns";
import { formatted, type Element } from "./format";
import { menuIn } from "./menus";

/** What `startChat` and `continueChat` answer, as far as Evolution reads it. */
export interface FlowAnswer {
  sessionId?: string;
  messages?: Bubble[];
  input?: { type?: string; items?: { content?: string }[] } | null;
  clientSideActions?: { lastBubbleBlockId?: string; wait?: { secondsToWaitFor?: number } }[];
}

interface Bubble {
  id?: string;
  type: string;
  content: { richText?: Element[]; url?: string };
}

/** Typebot's messages are sent at the least pace and never split, whatever the bot says. */
type FlowPace = Pick<Behaviour, "delayMessage" | "keepOpen">;

/** A flow's answer as messages, and what becomes of the session: it waits for input, or it is over. */
export function flowReply(session: Session, answer: FlowAnswer, { delayMessage, keepOpen }: FlowPace): Reply {
  if (!Array.isArray(answer.messages)) return silence;
  const pace = { delayMessage };
  const { remoteJid } = session;
  const says: Say[] = [];
  let restMs = 0;
  const add = (more: Say[]): void => {
    for (const say of more) {
      says.push({ ...say, afterMs: say.afterMs + restMs });
      restMs = 0;
    }
  };
  for (const bubble of answer.messages) {
    add(bubbleSays(remoteJid, bubble, pace));
    const wait = answer.clientSideActions?.find((action) => action.lastBubbleBlockId === bubble.id)?.wait;
    restMs += (wait?.secondsToWaitFor ?? 0) * 1000;
  }
  if (answer.input?.type === "choice input") add(textSays(remoteJid, choices(answer.input.items ?? []), pace));
  if (answer.input) return { says, restMs, afterwards: { sessionId: session.id, change: { awaitUser: true } } };
  return {
    says,
    restMs,
    afterwards: keepOpen
      ? { sessionId: session.id, change: { status: "closed" }, announce: "closed" }
      : { sessionId: session.id, remove: true, announce: "delete" },
  };
}

function bubbleSays(remoteJid: string, { type, content }: Bubble, pace: Pick<Behaviour, "delayMessage">): Say[] {
  if (type === "text") return textSays(remoteJid, formatted(content.richText ?? []), pace);
  if (type === "image" || type === "video" || type === "audio")
    return [shown(remoteJid, type, String(content.url), pace)];
  return [];
}

function textSays(remoteJid: string, text: string, pace: Pick<Behaviour, "delayMessage">): Say[] {
  const menu = menuIn(remoteJid, text);
  return menu ? [menu] : spoken(remoteJid, text, pace);
}

function choices(items: { content?: string }[]): string {
  return items.map(({ content }) => `\u25b6\ufe0f ${content}`).join("\n");
}
