import { Alert } from "#app/components/ui/alert";
import { useLiveStatus } from "#app/live/live";
import { m } from "#workers/i18n/paraglide/messages";

/** Says when what is on the screen no longer follows what happens. Silent while it does. */
export function LiveNotice() {
  if (useLiveStatus() !== "offline") return null;
  return (
    <Alert tone="warn" className="mb-6" title={m.common_live_offline_title()}>
      {m.common_live_offline_text()}
    </Alert>
  );
}
