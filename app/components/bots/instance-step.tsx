import { Form } from "@remix-run/react";
import { stateLabel } from "#app/components/instances/state-badge";
import { Button } from "#app/components/ui/button";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import type { BotKind } from "#workers/domain/bot";
import type { InstanceState } from "#workers/domain/instance-state";
import { m } from "#workers/i18n/paraglide/messages";
import { ChoiceCard } from "./choice-card";

interface InstanceStepProps {
  kind: BotKind;
  instances: readonly { name: string; state: InstanceState; sandbox: boolean }[];
}

/** The number on which a new bot answers. */
export function InstanceStep({ kind, instances }: InstanceStepProps) {
  if (instances.length === 0) {
    return (
      <EmptyState
        title={m.bots_no_instances()}
        action={
          <LinkButton to="/instances/new" variant="primary">
            {m.instances_new()}
          </LinkButton>
        }
      />
    );
  }
  return (
    <Form method="get" className="grid gap-5">
      <input type="hidden" name="kind" value={kind} />
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">{m.bots_step_instance_title()}</legend>
        {instances.map(({ name, state, sandbox }, at) => (
          <ChoiceCard
            key={name}
            name="instance"
            value={name}
            isChosen={at === 0}
            isRequired
            title={name}
            note={`${sandbox ? m.instances_server_sandbox() : m.instances_server_whatsapp()} · ${stateLabel(state)}`}
          />
        ))}
      </fieldset>
      <div>
        <Button type="submit" variant="primary">
          {m.bots_next()}
        </Button>
      </div>
    </Form>
  );
}
