import { FlaskConical, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "#workers/i18n/paraglide/messages";

/**
 * A real number or a simulated phone. Without a server for real ones that choice stays
 * in sight, off, with the reason.
 */
export function IntegrationChoice({ whatsapp, chosen }: { whatsapp: boolean; chosen: string | undefined }) {
  const preset = chosen ?? (whatsapp ? "WHATSAPP-BAILEYS" : "SANDBOX");
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">{m.instances_field_integration()}</legend>
      <Choice
        value="WHATSAPP-BAILEYS"
        preset={preset}
        disabled={!whatsapp}
        icon={<Smartphone aria-hidden="true" className="size-4" />}
        title={m.instances_integration_whatsapp()}
        note={whatsapp ? m.instances_integration_whatsapp_note() : m.instances_integration_whatsapp_off()}
      />
      <Choice
        value="SANDBOX"
        preset={preset}
        icon={<FlaskConical aria-hidden="true" className="size-4" />}
        title={m.instances_integration_sandbox()}
        note={m.instances_integration_sandbox_note()}
      />
    </fieldset>
  );
}

function Choice(props: {
  value: string;
  preset: string;
  disabled?: boolean;
  icon: ReactNode;
  title: string;
  note: string;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-card border border-line-strong p-3 has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:bg-sunken">
      <input
        type="radio"
        name="integration"
        value={props.value}
        defaultChecked={props.value === props.preset}
        disabled={props.disabled}
        className="mt-1 accent-accent"
      />
      <span className="min-w-0">
        <span className="flex items-center gap-2 font-medium">
          {props.icon}
          {props.title}
        </span>
        <span className="mt-0.5 block text-ink-soft">{props.note}</span>
      </span>
    </label>
  );
}
