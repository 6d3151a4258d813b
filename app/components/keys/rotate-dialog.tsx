import { Form, useNavigation } from "@remix-run/react";
import { useId, useRef } from "react";
import { Button } from "#app/components/ui/button";
import type { PublicKey, rotationGraces } from "#workers/domain/key";
import { m } from "#workers/i18n/paraglide/messages";

/**
 * Asks how long the old secret goes on working, and makes the new one. It posts as a navigation, since the
 * page shows what comes of it. The browser's own dialog, opened by an invoker command, as `ConfirmDialog` is.
 */
export function RotateDialog({ apiKey, graceRuns }: { apiKey: PublicKey; graceRuns: boolean }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const sent = useNavigation().formData;
  const pending = sent?.get("intent") === "rotate" && sent.get("id") === apiKey.id;
  return (
    <>
      <Button
        {...invoker("show-modal", `${id}-dialog`)}
        size="small"
        aria-haspopup="dialog"
        aria-label={m.keys_rotate_named({ name: apiKey.name })}
        pending={pending}
        onClick={() => dialog.current?.open || dialog.current?.showModal()}
      >
        {m.keys_rotate()}
      </Button>
      <dialog
        ref={dialog}
        id={`${id}-dialog`}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-description`}
        className="dialog text-start whitespace-normal"
        onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      >
        {/* Closed as it is sent: a second click cannot rotate a second time. */}
        <Form method="post" className="grid gap-4 p-5" onSubmit={() => dialog.current?.close()}>
          <div>
            <h2 id={`${id}-title`} className="text-base font-semibold break-words">
              {m.keys_rotate_title({ name: apiKey.name })}
            </h2>
            <p id={`${id}-description`} className="mt-1 text-ink-soft">
              {m.keys_rotate_question()} {graceRuns && m.keys_rotate_again()}
            </p>
          </div>
          <fieldset>
            <legend className="mb-1 font-medium">{m.keys_grace()}</legend>
            {graces.map(({ grace, label }) => (
              <label key={grace} className="flex items-center gap-2 py-1">
                <input
                  type="radio"
                  name="grace"
                  value={grace}
                  defaultChecked={grace === "24h"}
                  className="size-4 shrink-0 accent-accent"
                />
                {label()}
              </label>
            ))}
          </fieldset>
          <input type="hidden" name="id" value={apiKey.id} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button {...invoker("close", `${id}-dialog`)} onClick={() => dialog.current?.close()}>
              {m.keys_cancel()}
            </Button>
            <Button type="submit" variant="primary" name="intent" value="rotate">
              {m.keys_rotate_confirm()}
            </Button>
          </div>
        </Form>
      </dialog>
    </>
  );
}

/** A day stands ticked: a grace that was too long can be ended by rotating again, one that was too short cannot be given back. */
const graces: { grace: keyof typeof rotationGraces; label: () => string }[] = [
  { grace: "now", label: m.keys_grace_now },
  { grace: "1h", label: m.keys_grace_1h },
  { grace: "24h", label: m.keys_grace_24h },
  { grace: "7d", label: m.keys_grace_7d },
];

/** The attributes of an invoker command, which React 18's types do not know. */
function invoker(command: "show-modal" | "close", target: string): Record<string, string> {
  return { command, commandfor: target };
}
