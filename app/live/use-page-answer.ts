import { useActionData, useLocation } from "@remix-run/react";
import { useState } from "react";

type PageAnswer<Action> = ReturnType<typeof useActionData<Action>>;

/**
 * What the action answered to the page's form, for as long as one stays on the page. Remix drops it as soon as the
 * loaders are read again, which any change by a colleague has them do: a secret that is shown once would be gone
 * before it was copied, and what is wrong with a form would no longer stand beside its field.
 */
export function usePageAnswer<Action>(): PageAnswer<Action> {
  const answer = useActionData<Action>();
  // Each visit and each form that is sent has a key of its own; to read the loaders again has not.
  const { key } = useLocation();
  const [kept, keep] = useState({ key, answer });
  const isNew = answer === undefined ? kept.key !== key : kept.key !== key || kept.answer !== answer;
  if (isNew) keep({ key, answer });
  return isNew ? answer : kept.answer;
}
