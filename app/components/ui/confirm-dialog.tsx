import { Form, useFetcher, useNavigation } from "@remix-run/react";
import {
  cloneElement,
  useEffect,
  useId,
  useRef,
  useState,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { m } from "#workers/i18n/paraglide/messages";
import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";

export interface ConfirmDialogProps {
  /** The button that asks for it. It is given what it needs to open the dialog, also without scripts. */
  trigger: ReactElement;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  /** For what cannot be undone: the name that must be typed before. */
  typedName?: string;
  /** What the form posts as `intent`. */
  intent: string;
  /** Where the form posts to; the current route unless named. */
  action?: string;
  hiddenFields?: Record<string, string>;
  /** What the route answered, if it refused. */
  error?: string | null;
  /**
   * The page goes away with what is done. Posts as a navigation then, since a redirect that a fetcher
   * gets is dropped when the live socket has the page read again in the meantime.
   */
  leaves?: boolean;
  tone?: "danger" | "primary";
}

/**
 * Asks before something is done. A form inside the browser's own dialog, opened by an invoker command
 * (`commandfor`) where the browser knows it and by a click handler where it does not.
 */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  typedName,
  intent,
  action,
  hiddenFields = {},
  error,
  leaves = false,
  tone = "danger",
}: ConfirmDialogProps) {
  const id = useId();
  const dialogId = `${id}-dialog`;
  const dialog = useRef<HTMLDialogElement>(null);
  const fetcher = useFetcher<unknown>();
  const [typed, setTyped] = useState("");
  const navigation = useNavigation();
  const pending = leaves ? navigation.formData?.get("intent") === intent : fetcher.state !== "idle";
  const PostForm = leaves ? Form : fetcher.Form;
  const refusal = error ?? refusalOf(fetcher.data);

  // Done and not refused: the page shows what became of it.
  useEffect(() => {
    if (fetcher.state === "idle" && fetcher.data !== undefined && !refusalOf(fetcher.data)) dialog.current?.close();
  }, [fetcher.state, fetcher.data]);

  const opener = cloneElement(trigger, {
    ...invoker("show-modal", dialogId),
    "aria-haspopup": "dialog",
    onClick: (event: MouseEvent) => {
      (trigger.props as { onClick?: (event: MouseEvent) => void }).onClick?.(event);
      if (!dialog.current?.open) dialog.current?.showModal();
    },
  });

  return (
    <>
      {opener}
      <dialog
        ref={dialog}
        id={dialogId}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-description`}
        className="dialog text-start whitespace-normal"
        onClose={() => setTyped("")}
        onClick={(event) => {
          if (event.target === event.currentTarget) event.currentTarget.close();
        }}
      >
        <PostForm method="post" action={action} className="grid gap-4 p-5">
          <div>
            <h2 id={`${id}-title`} className="text-base font-semibold break-words">
              {title}
            </h2>
            <div id={`${id}-description`} className="mt-1 text-ink-soft">
              {description}
            </div>
          </div>
          {Object.entries(hiddenFields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {typedName !== undefined && (
            <Field label={m.common_type_to_confirm({ name: typedName })} name="confirmation" error={refusal}>
              {(control) => (
                <Input
                  {...control}
                  required
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  pattern={literalPattern(typedName)}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
          )}
          {typedName === undefined && refusal && (
            <p role="alert" className="text-[0.8125rem] text-bad-ink">
              {refusal}
            </p>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button {...invoker("close", dialogId)} onClick={() => dialog.current?.close()}>
              {m.common_cancel()}
            </Button>
            <Button type="submit" variant={tone} name="intent" value={intent} pending={pending}>
              {confirmLabel}
            </Button>
          </div>
        </PostForm>
      </dialog>
    </>
  );
}

/** The attributes of an invoker command, which React 18's types do not know. */
function invoker(command: "show-modal" | "close", target: string): Record<string, string> {
  return { command, commandfor: target };
}

/**
 * A pattern that matches exactly this text, for the browser's own validation. Only what has a meaning
 * is escaped: browsers read patterns strictly and ignore one with a needless escape altogether.
 */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** A refusal in what an action answered: `{ error }`, `{ refusal }` or an outcome that is not ok. */
function refusalOf(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { error, refusal } = data as { error?: unknown; refusal?: { message?: unknown } };
  if (typeof error === "string") return error;
  if (typeof refusal?.message === "string") return refusal.message;
  return undefined;
}
