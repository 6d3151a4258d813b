import { Button } from "#app/components/ui/button";
import { cx } from "#app/components/ui/cx";
import { Spinner } from "#app/components/ui/spinner";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { RefusalAlert } from "./refusal-alert";
import { useAnswer } from "./use-answer";
import { useNow } from "./use-now";

/** Longer than this without a picture, and the person gets a button to ask again. */
const patienceMs = 20_000;

/** The next picture comes at the moment when this one ends; until it is here, the old one stays instead of an alarm. */
const graceMs = 3_000;

/** The picture to scan, with what is left of its time; the place stays the same size in every state. */
export function QrCodeView({ instance, serverNow }: { instance: InstanceDetail; serverNow: number }) {
  const now = useNow(serverNow);
  const { Form, refusal, pending } = useAnswer("connect");
  const { qr, state } = instance;
  const leftSeconds = qr ? Math.max(0, Math.ceil((qr.expiresAt - now) / 1000)) : 0;
  const valid = qr !== null && now < qr.expiresAt + graceMs;
  const waiting = !valid && (pending || (state === "connecting" && !qr));
  const impatient = waiting && !pending && now - instance.changedAt > patienceMs;

  return (
    <div className="grid items-center gap-6 sm:grid-cols-[auto_1fr]">
      {/* White under the code in every theme: many cameras do not read light on dark. */}
      <div
        className={cx(
          "mx-auto flex size-[17rem] items-center justify-center rounded-card border border-line p-3",
          valid ? "bg-white" : "bg-sunken text-ink-soft",
        )}
      >
        {valid ? (
          <img
            src={qr.base64}
            alt={m.instances_qr_alt()}
            width={244}
            height={244}
            className="size-full [image-rendering:pixelated]"
          />
        ) : waiting ? (
          <p role="status" className="flex flex-col items-center gap-3 text-center">
            <Spinner />
            {m.instances_qr_waiting()}
          </p>
        ) : (
          <p role="status" className="px-4 text-center">
            {state === "refused" ? m.instances_qr_refused() : qr ? m.instances_qr_expired() : m.instances_qr_none()}
          </p>
        )}
      </div>
      <div className="space-y-4">
        <ol className="list-decimal space-y-1.5 pl-5 text-ink-soft marker:text-ink-faint">
          <li>{m.instances_qr_step_open()}</li>
          <li>{m.instances_qr_step_devices()}</li>
          <li>{m.instances_qr_step_scan()}</li>
        </ol>
        {valid ? (
          <p className="text-ink-soft tabular-nums" role="timer">
            {m.instances_qr_countdown({ seconds: leftSeconds })}
          </p>
        ) : null}
        <RefusalAlert refusal={refusal} />
        {!valid && (!waiting || impatient) ? (
          <Form method="post">
            <Button type="submit" variant="primary" name="intent" value="connect" pending={pending}>
              {qr || state !== "close" ? m.instances_qr_again() : m.instances_qr_show()}
            </Button>
          </Form>
        ) : null}
        <noscript>
          <a href="?pair=qr" className="text-accent-ink underline">
            {m.instances_qr_reload()}
          </a>
        </noscript>
      </div>
    </div>
  );
}
