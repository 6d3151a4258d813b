import { Form } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { botKinds, botKindTitles } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { ChoiceCard } from "./choice-card";
import { kindNotes } from "./kind-form";

/** The kind of a new bot. A GET form: what is chosen is in the address of the next step. */
export function KindStep() {
  return (
    <Form method="get" className="grid gap-5">
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">{m.bots_step_kind_title()}</legend>
        {botKinds.map((kind, at) => (
          <ChoiceCard
            key={kind}
            name="kind"
            value={kind}
            isChosen={at === 0}
            isRequired
            title={botKindTitles[kind]}
            note={kindNotes[kind]()}
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
