import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { m } from "#workers/i18n/paraglide/messages";
import type { FeedEvent } from "./feed";
import { FeedList } from "./feed-list";
import { useFeed } from "./use-feed";

/** What happens on this number, as it happens. */
export function FeedCard({ instance, events }: { instance: string; events: FeedEvent[] }) {
  const lines = useFeed(events, instance).slice(0, 50);
  return (
    <Card className="max-lg:order-1">
      <CardHeader>
        <CardTitle>{m.instances_feed_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        {lines.length > 0 ? (
          <FeedList lines={lines} label={m.instances_feed_title()} />
        ) : (
          <p className="text-ink-soft">{m.instances_feed_empty()}</p>
        )}
      </CardBody>
    </Card>
  );
}
