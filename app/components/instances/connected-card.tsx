import { UserRound } from "lucide-react";
import { Card, CardBody } from "#app/components/ui/card";
import { Time } from "#app/components/ui/time";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { phoneNumber } from "./phone-number";

/** Whose number it is, once it is open. */
export function ConnectedCard({ instance }: { instance: InstanceDetail }) {
  const number = phoneNumber(instance.ownerJid);
  return (
    <Card>
      <CardBody>
        <div className="flex items-center gap-4" role="status">
          <Picture url={instance.profilePictureUrl} />
          <div className="min-w-0">
            <p className="font-semibold break-words">
              {m.instances_connected_as({ name: instance.profileName ?? number ?? instance.name })}
            </p>
            <p className="text-ink-soft">
              {number ? <span className="mr-2 tabular-nums">{number}</span> : null}
              <span>
                {m.instances_connected_since()} <Time at={instance.changedAt} format="datetime" />
              </span>
            </p>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}

function Picture({ url }: { url: string | null }) {
  if (url?.startsWith("https://")) {
    return (
      <img
        src={url}
        alt=""
        width={44}
        height={44}
        referrerPolicy="no-referrer"
        className="size-11 rounded-full border border-line"
      />
    );
  }
  return (
    <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-good-soft text-good-ink">
      <UserRound aria-hidden="true" className="size-5" />
    </span>
  );
}
