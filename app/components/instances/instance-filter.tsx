import { Form, useSubmit } from "@remix-run/react";
import { Search } from "lucide-react";
import { Button } from "#app/components/ui/button";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import { instanceStates } from "#workers/domain/instance-state";
import type { InstanceState } from "#workers/domain/instance-state";
import { m } from "#workers/i18n/paraglide/messages";
import { stateLabel } from "./state-badge";

/** Search and state as a GET form: the address says what is shown, and can be sent to a colleague. */
export function InstanceFilter({ search, state }: { search: string; state: InstanceState | null }) {
  const submit = useSubmit();
  return (
    <Form
      method="get"
      role="search"
      className="flex flex-wrap items-end gap-2"
      onChange={(event) => {
        // Choosing a state acts at once; a search waits for Enter, so that typing stays undisturbed.
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget, { replace: true });
      }}
    >
      <label className="min-w-0 grow sm:max-w-72">
        <span className="sr-only">{m.instances_filter_search()}</span>
        <Input type="search" name="search" defaultValue={search} placeholder={m.instances_filter_search()} />
      </label>
      <label>
        <span className="sr-only">{m.instances_filter_state()}</span>
        <NativeSelect name="state" defaultValue={state ?? ""}>
          <option value="">{m.instances_filter_any()}</option>
          {instanceStates.map((each) => (
            <option key={each} value={each}>
              {stateLabel(each)}
            </option>
          ))}
        </NativeSelect>
      </label>
      <Button type="submit" variant="secondary">
        <Search aria-hidden="true" />
        {m.instances_filter_submit()}
      </Button>
    </Form>
  );
}
