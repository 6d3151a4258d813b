import { Link } from "@remix-run/react";
import { Check } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { cx } from "#app/components/ui/cx";
import { m } from "#workers/i18n/paraglide/messages";

export const setupSteps = ["kind", "instance", "connection", "triggers", "behaviour", "test"] as const;
export type SetupStep = (typeof setupSteps)[number];

interface SetupStepsProps {
  current: SetupStep;
  /** Where a step that is behind is gone back to. */
  back: Partial<Record<SetupStep, string>>;
  children: ReactNode;
}

/**
 * The way from nothing to a bot that answers. Each step is a page with an address of its own, so reload and
 * the browser's "back" do what they say; the focus goes to the heading of a step that was come to.
 */
export function SetupSteps({ current, back, children }: SetupStepsProps) {
  const at = setupSteps.indexOf(current);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    // Not at the first page: there the browser begins at the top, as everywhere.
    if (shown.current !== current || document.activeElement === document.body) heading.current?.focus();
    shown.current = current;
  }, [current]);
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      <nav aria-label={m.bots_steps()}>
        <ol className="flex flex-wrap gap-x-1.5 gap-y-2 text-[0.8125rem]">
          {setupSteps.map((step, index) => (
            <li key={step} aria-current={step === current ? "step" : undefined} className="flex items-center gap-1.5">
              {index > 0 && (
                <span aria-hidden="true" className="text-ink-faint">
                  ›
                </span>
              )}
              <StepName step={step} isBehind={index < at} isCurrent={index === at} to={back[step]} />
            </li>
          ))}
        </ol>
      </nav>
      <section aria-labelledby="step-heading" className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <div>
          <h2
            id="step-heading"
            ref={heading}
            tabIndex={-1}
            className="rounded-control text-lg font-semibold tracking-tight outline-offset-4"
          >
            {m.bots_step_of({ at: at + 1, all: setupSteps.length })} {stepTitles[current]()}
          </h2>
          <p className="mt-1 max-w-prose text-ink-soft">{stepNotes[current]()}</p>
        </div>
        {children}
      </section>
    </div>
  );
}

interface StepNameProps {
  step: SetupStep;
  isBehind: boolean;
  isCurrent: boolean;
  to: string | undefined;
}

function StepName({ step, isBehind, isCurrent, to }: StepNameProps) {
  const name = stepNames[step]();
  if (isBehind && to) {
    return (
      <Link to={to} className="inline-flex items-center gap-1 rounded-control text-accent-ink hover:underline">
        <Check aria-hidden="true" className="size-3.5" />
        {name}
      </Link>
    );
  }
  return (
    <span className={cx("inline-flex items-center gap-1", isCurrent ? "font-semibold text-ink" : "text-ink-faint")}>
      {isBehind && <Check aria-hidden="true" className="size-3.5" />}
      {name}
    </span>
  );
}

const stepNames: Record<SetupStep, () => string> = {
  kind: m.bots_step_kind,
  instance: m.bots_step_instance,
  connection: m.bots_step_connection,
  triggers: m.bots_step_triggers,
  behaviour: m.bots_step_behaviour,
  test: m.bots_step_test,
};

const stepTitles: Record<SetupStep, () => string> = {
  kind: m.bots_step_kind_title,
  instance: m.bots_step_instance_title,
  connection: m.bots_step_connection_title,
  triggers: m.bots_step_triggers_title,
  behaviour: m.bots_step_behaviour_title,
  test: m.bots_step_test_title,
};

const stepNotes: Record<SetupStep, () => string> = {
  kind: m.bots_step_kind_note,
  instance: m.bots_step_instance_note,
  connection: m.bots_step_connection_note,
  triggers: m.bots_step_triggers_note,
  behaviour: m.bots_step_behaviour_note,
  test: m.bots_step_test_note,
};
