import { CodeBlock } from "#app/components/ui/code-block";
import { m } from "#workers/i18n/paraglide/messages";

/** Code in a guide. */
export function Code({ language, children }: { language: string; children: string }) {
  return <CodeBlock code={children.trim()} language={language} copyLabel={m.docs_copy()} />;
}
