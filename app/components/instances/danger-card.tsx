import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { FormFoot } from "#app/components/ui/form-foot";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { RefusalAlert } from "./refusal-alert";
import { refusalText } from "./refusal-text";
import { useAnswer } from "./use-answer";

/** What starts the line anew, unlinks the phone or ends the instance, from mild to final. */
export function DangerCard({ instance }: { instance: InstanceDetail }) {
  return (
    <Card className="max-lg:order-2">
      <CardHeader>
        <CardTitle>{m.instances_danger_title()}</CardTitle>
      </CardHeader>
      <CardBody className="divide-y divide-line *:py-4 *:first:pt-0 *:last:pb-0">
        <Restart />
        {instance.state === "open" ? <Logout /> : null}
        <Delete name={instance.name} />
      </CardBody>
    </Card>
  );
}

function Restart() {
  const { Form, answer, refusal, pending } = useAnswer("restart");
  return (
    <Form method="post" className="space-y-3">
      <p className="text-ink-soft">{m.instances_restart_note()}</p>
      <RefusalAlert refusal={refusal} />
      <FormFoot
        variant="secondary"
        size="small"
        intent="restart"
        label={m.instances_restart()}
        pending={pending}
        done={answer?.ok && !pending ? m.instances_restarted() : null}
      />
    </Form>
  );
}

function Logout() {
  // The dialog posts by itself; without JavaScript its answer is the page's.
  const { refusal } = useAnswer("logout");
  return (
    <div className="space-y-3">
      <p className="text-ink-soft">{m.instances_logout_note()}</p>
      <RefusalAlert refusal={refusal} />
      <ConfirmDialog
        trigger={
          <Button variant="secondary" size="small">
            {m.instances_logout()}
          </Button>
        }
        title={m.instances_logout_title()}
        description={m.instances_logout_question()}
        confirmLabel={m.instances_logout()}
        intent="logout"
      />
    </div>
  );
}

function Delete({ name }: { name: string }) {
  const { refusal } = useAnswer("delete");
  return (
    <div className="space-y-3">
      <p className="text-ink-soft">{m.instances_delete_note()}</p>
      <RefusalAlert refusal={refusal} />
      <ConfirmDialog
        trigger={
          <Button variant="danger" size="small">
            {m.instances_delete()}
          </Button>
        }
        title={m.instances_delete_title({ name })}
        description={m.instances_delete_question()}
        confirmLabel={m.instances_delete()}
        typedName={name}
        intent="delete"
        leaves
        error={refusal && refusalText(refusal)}
      />
    </div>
  );
}
