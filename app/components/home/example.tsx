import { m } from "#workers/i18n/paraglide/messages";

/** A request that an Evolution client already makes, and the answer's count of what is left. */
export function Example({ publicUrl }: { publicUrl: string }) {
  const request = [
    `curl -i ${publicUrl}/v1/message/sendText/shop \\`,
    `  -H "apikey: $ZAPIN_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{ "number": "5511999999999", "text": "Hello" }'`,
  ].join("\n");
  const answer = ["HTTP/1.1 201 Created", "x-ratelimit-limit: 500", "x-ratelimit-remaining: 499"].join("\n");
  return (
    <figure className="min-w-0 overflow-hidden rounded-[12px] border border-line bg-surface shadow-card">
      <pre
        tabIndex={0}
        aria-label={m.common_home_example_request()}
        className="overflow-x-auto px-4 py-4 font-mono text-[0.8125rem] leading-relaxed text-ink focus-visible:-outline-offset-2 sm:px-5"
      >
        {request}
      </pre>
      <pre
        tabIndex={0}
        aria-label={m.common_home_example_answer()}
        className="overflow-x-auto border-t border-line bg-sunken px-4 py-4 font-mono text-[0.8125rem] leading-relaxed text-ink-soft focus-visible:-outline-offset-2 sm:px-5"
      >
        {answer}
      </pre>
      <figcaption className="border-t border-line px-4 py-3 text-[0.8125rem] text-ink-faint sm:px-5">
        {m.common_home_example_caption()}
      </figcaption>
    </figure>
  );
}
