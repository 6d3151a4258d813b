import { Plus } from "lucide-react";
import { Button } from "#app/components/ui/button";
import { LinkButton } from "#app/components/ui/link-button";
import { m } from "#workers/i18n/paraglide/messages";

/**
 * How many of the plan's instances exist, and the way to one more. A full plan leaves the button
 * where it was and says what to do, since a button that is gone explains nothing.
 */
export function InstanceCeiling({ total, limit }: { total: number; limit: number }) {
  const full = total >= limit;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 sm:max-w-80 sm:justify-end">
      <span className="text-ink-soft tabular-nums">{m.instances_ceiling({ total, limit })}</span>
      {full ? (
        <>
          <Button
            type="button"
            variant="primary"
            aria-disabled="true"
            aria-describedby="instances-full"
            className="cursor-not-allowed opacity-60"
          >
            <Plus aria-hidden="true" className="size-4" />
            {m.instances_new()}
          </Button>
          <p id="instances-full" className="basis-full text-xs text-warn-ink sm:text-right">
            {m.instances_full({ limit })}
          </p>
        </>
      ) : (
        <LinkButton to="/instances/new" variant="primary">
          <Plus aria-hidden="true" className="size-4" />
          {m.instances_new()}
        </LinkButton>
      )}
    </div>
  );
}
