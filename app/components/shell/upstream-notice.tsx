import { may, type Role } from "#workers/domain/actor";
import { m } from "#workers/i18n/paraglide/messages";

/** Evolution API's licence asks that administrators are told of its use. */
export function UpstreamNotice({ role }: { role: Role }) {
  if (!may({ kind: "user", userId: "", tenantId: "", role }, "administer")) return null;
  return (
    <p className="px-2 text-xs text-ink-faint">
      <a
        href="https://github.com/EvolutionAPI/evolution-api"
        target="_blank"
        rel="noreferrer"
        className="underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        {m.common_uses_evolution()}
      </a>
    </p>
  );
}
