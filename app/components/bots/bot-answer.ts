import { useFetcher } from "@remix-run/react";
import { usePageAnswer } from "#app/live/use-page-answer";
import type { Refusal } from "#workers/domain/outcome";
import type { BotValues } from "./bot-values";
import type { ConnectionCheck } from "./check-result";

/** What the action of a bot's page answers to one of its forms. */
export interface BotAnswer {
  intent: string;
  refusal?: Refusal;
  /** What was typed, where it is to be shown again. */
  values?: BotValues;
  check?: ConnectionCheck | null;
}

/**
 * One form of a page that has many: posts without leaving the page, keeps its own answer, and falls back to
 * the page's action data where the form was sent without JavaScript.
 */
export function useBotAnswer(about: string, ...intents: string[]) {
  const fetcher = useFetcher<BotAnswer>({ key: `${intents.join("+")}:${about}` });
  const page = usePageAnswer<BotAnswer>() as BotAnswer | undefined;
  const fetched = fetcher.data as BotAnswer | undefined;
  const answer = [fetched, page].find((each) => each !== undefined && intents.includes(each.intent));
  return {
    Form: fetcher.Form,
    answer,
    pendingIntent: fetcher.formData ? String(fetcher.formData.get("intent")) : null,
    /** Which of the intents has been done, until the next is sent. */
    doneIntent: answer && !answer.refusal && fetcher.state === "idle" ? answer.intent : null,
  };
}
