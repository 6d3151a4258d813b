import { Form, useSubmit } from "@remix-run/react";
import { Search } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "#app/components/ui/button";
import { Input } from "#app/components/ui/input";
import { LinkButton } from "#app/components/ui/link-button";
import { NativeSelect } from "#app/components/ui/native-select";
import { consoleKey, requestOutcomes, statusClasses } from "#workers/domain/request";
import { m } from "#workers/i18n/paraglide/messages";
import { outcomeLabel } from "./outcome-badge";

/** What the filter's form holds: texts, as the address has them. */
export interface RequestFilterValues {
  instance: string;
  key: string;
  operation: string;
  status: string;
  outcome: string;
  since: string;
}

export const sinceMs: Readonly<Record<string, number>> = {
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 7 * 86_400_000,
  "30d": 30 * 86_400_000,
};

const sinceLabels: Readonly<Record<string, () => string>> = {
  "1h": m.logs_since_1h,
  "24h": m.logs_since_24h,
  "7d": m.logs_since_7d,
  "30d": m.logs_since_30d,
};

interface RequestFilterProps {
  values: RequestFilterValues;
  instances: string[];
  keys: { id: string; name: string }[];
  operations: string[];
}

/** The filters as a GET form: the address says what is shown, and can be sent to a colleague. */
export function RequestFilter({ values, instances, keys, operations }: RequestFilterProps) {
  const submit = useSubmit();
  const lists = useId();
  const filtered = Object.values(values).some((value) => value !== "");
  return (
    <Form
      method="get"
      role="search"
      aria-label={m.logs_filter()}
      className="grid grid-cols-2 items-end gap-2 sm:grid-cols-3 lg:grid-cols-6"
      onChange={(event) => {
        // A choice acts at once; a text waits for Enter, so that typing stays undisturbed.
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget, { replace: true });
      }}
    >
      <Labelled label={m.logs_instance()}>
        <Input name="instance" defaultValue={values.instance} list={`${lists}-instances`} maxLength={100} />
        <Choices id={`${lists}-instances`} of={instances} />
      </Labelled>
      <Labelled label={m.logs_operation()}>
        <Input name="operation" defaultValue={values.operation} list={`${lists}-operations`} maxLength={120} />
        <Choices id={`${lists}-operations`} of={operations} />
      </Labelled>
      <Labelled label={m.logs_key()}>
        <NativeSelect name="key" defaultValue={values.key}>
          <option value="">{m.logs_any()}</option>
          <option value={consoleKey}>{m.logs_key_console()}</option>
          {keys.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Labelled>
      <Labelled label={m.logs_status()}>
        <NativeSelect name="status" defaultValue={values.status}>
          <option value="">{m.logs_any()}</option>
          {[...new Set([...statusClasses, ...(values.status ? [values.status] : [])])].map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </NativeSelect>
      </Labelled>
      <Labelled label={m.logs_outcome()}>
        <NativeSelect name="outcome" defaultValue={values.outcome}>
          <option value="">{m.logs_any()}</option>
          {requestOutcomes.map((each) => (
            <option key={each} value={each}>
              {outcomeLabel(each)}
            </option>
          ))}
        </NativeSelect>
      </Labelled>
      <Labelled label={m.logs_time()}>
        <NativeSelect name="since" defaultValue={values.since}>
          <option value="">{m.logs_any_time()}</option>
          {Object.entries(sinceLabels).map(([each, label]) => (
            <option key={each} value={each}>
              {label()}
            </option>
          ))}
        </NativeSelect>
      </Labelled>
      <div className="col-span-full flex flex-wrap gap-2">
        <Button type="submit">
          <Search aria-hidden="true" />
          {m.logs_filter_apply()}
        </Button>
        {filtered && (
          <LinkButton to="/logs" variant="ghost">
            {m.logs_filter_clear()}
          </LinkButton>
        )}
      </div>
    </Form>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="grid min-w-0 gap-1">
      <span className="text-xs text-ink-faint">{label}</span>
      {children}
    </label>
  );
}

function Choices({ id, of }: { id: string; of: string[] }) {
  return (
    <datalist id={id}>
      {of.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </datalist>
  );
}
