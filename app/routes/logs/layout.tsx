import { Outlet } from "@remix-run/react";
import { LogTabs } from "#app/components/logs/log-tabs";
import { PageHeader } from "#app/components/ui/page-header";
import { m } from "#workers/i18n/paraglide/messages";

/** The tenant's logs, one tab each. */
export default function Logs() {
  return (
    <>
      <PageHeader title={m.logs_title()} />
      <LogTabs />
      <div className="pt-5">
        <Outlet />
      </div>
    </>
  );
}
