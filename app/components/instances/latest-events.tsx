import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { m } from "#workers/i18n/paraglide/messages";
import type { FeedEvent } from "./feed";
import { FeedList } from "./feed-list";
import { useFeed } from "./use-feed";

/** What happened last on any number. */
export function LatestEvents({ events }: { events: FeedEvent[] }) {
  const lines = useFeed(events).slice(0, 12);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.dashboard_events()}</CardTitle>
      </CardHeader>
      <CardBody>
        {lines.length > 0 ? (
          <FeedList lines={lines} label={m.dashboard_events()} named />
        ) : (
          <p className="text-ink-soft">{m.dashboard_events_empty()}</p>
        )}
      </CardBody>
    </Card>
  );
}
