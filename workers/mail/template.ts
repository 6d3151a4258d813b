import { html } from "hono/html";
import type { Locale } from "./locale";
import type { Mail, MailKind } from "./sender";

interface Letter {
  subject: string;
  greeting: string;
  body: string;
  action: string;
  link: string;
  note: string;
}

/** One plain letter with one button, and its twin without markup. */
export function writeMail(kind: MailKind, to: string, locale: Locale, letter: Letter): Mail {
  const { subject, greeting, body, action, link, note } = letter;
  const text = [greeting, body, `${action}:\n${link}`, note, "Zapin"].join("\n\n");
  // Styles stand in attributes because many mail programs drop style sheets; `html` escapes every value.
  const page = html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:32px 16px;background:#f1f5f9;color:#0f172a;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:480px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e2e8f0;border-radius:8px">
<p style="margin:0 0 24px;font-weight:600;color:#2b4bd8">zapin</p>
<p>${greeting}</p>
<p>${body}</p>
<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:10px 18px;background:#2b4bd8;color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600">${action}</a></p>
<p style="font-size:13px;color:#475569;word-break:break-all">${link}</p>
<p style="font-size:13px;color:#475569">${note}</p>
</div>
</body>
</html>`;
  return { kind, to, subject, text, html: String(page), link };
}
