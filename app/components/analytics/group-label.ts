import { outcomeLabel } from "#app/components/logs/outcome-badge";
import { consoleKey, requestOutcomes } from "#workers/domain/request";
import type { UsageDimension, UsageGroup } from "#workers/domain/usage-series";
import { m } from "#workers/i18n/paraglide/messages";

/** What people call a group of requests. */
export function groupLabel(by: UsageDimension, { value, label }: Pick<UsageGroup, "value" | "label">): string {
  if (value === null) return m.analytics_none();
  if (by === "key" && value === consoleKey) return m.analytics_console();
  const outcome = by === "outcome" && requestOutcomes.find((each) => each === value);
  return outcome ? outcomeLabel(outcome) : (label ?? value);
}
