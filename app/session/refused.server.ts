import { data } from "@remix-run/cloudflare";
import { refusalStatus, type Refusal } from "#workers/domain/outcome";

/** Answers a form with why it was refused, under the status that the API would use, and with what was typed. */
export function refused(refusal: Refusal, values: Record<string, string> = {}, headers: HeadersInit = {}) {
  return data({ refusal, values }, { status: refusalStatus[refusal.code], headers });
}

/** A field of a posted form as text; a file or nothing counts as empty. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
