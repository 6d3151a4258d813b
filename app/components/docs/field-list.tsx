import { m } from "#workers/i18n/paraglide/messages";
import type { ReferenceField } from "#workers/domain/reference";
import { InlineText } from "./inline-text";

/** What a request may hold, one member a row. */
export function FieldList({ title, fields }: { title: string; fields: ReferenceField[] }) {
  return (
    <div>
      <h3 className="text-[0.8125rem] font-semibold">{title}</h3>
      <dl className="mt-1.5 divide-y divide-line border-y border-line">
        {fields.map(({ name, type, required, text, values }) => (
          <div key={name} className="py-2">
            <dt className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-mono text-[0.8125rem] font-medium break-all">{name}</code>
              <span className="text-xs text-ink-faint">{type}</span>
              {required && <span className="text-xs font-medium text-warn-ink">{m.docs_required()}</span>}
            </dt>
            <dd className="mt-0.5 text-[0.8125rem] text-ink-soft empty:hidden">
              <InlineText text={text} />
              {values.length > 0 && (
                <>
                  {" "}
                  {m.docs_one_of()} <InlineText text={values.map((value) => `\`${value}\``).join(", ")} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
