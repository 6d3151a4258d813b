import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { useAnswer } from "./use-answer";

/** WhatsApp's code for "this device was logged out", by the phone or by us. */
const loggedOut = 401;

/** Says that an account that was connected is not any more, why, and offers the one thing to do. */
export function DisconnectedStrip({ instance }: { instance: InstanceDetail }) {
  const { Form, pending } = useAnswer("connect");
  if (!instance.ownerJid || (instance.state !== "close" && instance.state !== "refused")) return null;
  const why =
    instance.disconnectionReasonCode === loggedOut
      ? m.instances_strip_logged_out()
      : m.instances_strip_lost({ code: instance.disconnectionReasonCode ?? 0 });
  return (
    <Alert
      tone="warn"
      title={m.instances_strip_title()}
      action={
        <Form method="post">
          <Button type="submit" variant="secondary" size="small" name="intent" value="connect" pending={pending}>
            {m.instances_strip_connect()}
          </Button>
        </Form>
      }
    >
      {instance.disconnectionReasonCode === null ? m.instances_strip_unknown() : why}
    </Alert>
  );
}
