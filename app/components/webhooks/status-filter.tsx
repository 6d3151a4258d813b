import { Link, useSearchParams } from "@remix-run/react";
import { cx } from "#app/components/ui/cx";
import type { DeliveryStatus } from "#workers/domain/delivery";
import { m } from "#workers/i18n/paraglide/messages";
import { deliveryStatusText } from "./delivery-badge";

const statuses: DeliveryStatus[] = ["pending", "delivered", "failed", "held"];

/** Which deliveries are shown: links, so that a view can be sent to a colleague. */
export function StatusFilter() {
  const [query] = useSearchParams();
  const chosen = query.get("status") ?? "";
  return (
    <nav aria-label={m.webhooks_filter_deliveries()} className="flex flex-wrap gap-1">
      {["", ...statuses].map((status) => (
        <Link
          key={status}
          to={status === "" ? "?" : `?status=${status}`}
          preventScrollReset
          aria-current={status === chosen ? "page" : undefined}
          className={cx(
            "rounded-control px-2.5 py-1 text-[0.8125rem] font-medium",
            status === chosen ? "bg-accent-soft text-accent-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
          )}
        >
          {status === "" ? m.webhooks_filter_all() : deliveryStatusText(status as DeliveryStatus)}
        </Link>
      ))}
    </nav>
  );
}
