import { useFetcher, useParams } from "@remix-run/react";
import { usePageAnswer } from "#app/live/use-page-answer";
import type { InstanceAnswer } from "./answer";

type AnswerTo<Intent extends string> = Extract<InstanceAnswer, { intent: Intent }>;

/**
 * One form of a page that has many: posts without leaving the page, keeps its own answer,
 * and falls back to the page's action data where the form was sent without JavaScript.
 */
export function useAnswer<Intent extends InstanceAnswer["intent"]>(...intents: Intent[]) {
  // The name is in the key, since an answer about one number must not appear at the next.
  const { name = "" } = useParams();
  const fetcher = useFetcher<InstanceAnswer>({ key: `${intents.join("+")}:${name}` });
  const page = usePageAnswer<InstanceAnswer>();
  const asked = (answer: InstanceAnswer | undefined): answer is AnswerTo<Intent> =>
    answer !== undefined && (intents as string[]).includes(answer.intent);
  const fetched = fetcher.data as InstanceAnswer | undefined;
  const answer = asked(fetched)
    ? fetched
    : asked(page as InstanceAnswer | undefined)
      ? (page as AnswerTo<Intent>)
      : undefined;
  return {
    Form: fetcher.Form,
    answer,
    refusal: answer && !answer.ok ? answer.refusal : undefined,
    /** What was typed, where the answer was "no". */
    values: (answer && !answer.ok ? answer.values : {}) as Record<string, string>,
    pending: fetcher.state !== "idle",
    pendingIntent: fetcher.formData ? String(fetcher.formData.get("intent")) : null,
  };
}
