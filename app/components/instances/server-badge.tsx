import { FlaskConical, Server } from "lucide-react";
import { Badge } from "#app/components/ui/badge";
import { m } from "#workers/i18n/paraglide/messages";

/** Tells a simulated phone from a real number. */
export function ServerBadge({ sandbox }: { sandbox: boolean }) {
  const Icon = sandbox ? FlaskConical : Server;
  return (
    <Badge tone={sandbox ? "accent" : "neutral"}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {sandbox ? m.instances_server_sandbox() : m.instances_server_whatsapp()}
    </Badge>
  );
}
