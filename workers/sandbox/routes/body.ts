import { parserRefusal, type Answer } from "../answers";
import type { AttachedFile } from "../messages/draft";

export type ReadBody = { body: Record<string, unknown>; file: AttachedFile | null } | { refused: Answer };

/**
 * Reads a body as Evolution's server does: JSON, a form, or multipart with one file. Any other type
 * counts as an empty object, so the check complains about what is missing.
 */
export async function readBody(request: Request): Promise<ReadBody> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json") return parseJson(await request.text());
  if (type === "application/x-www-form-urlencoded" || type === "multipart/form-data")
    // A form that cannot be read holds nothing, so that the check says what is missing.
    return request.formData().then(readForm, () => ({ body: {}, file: null }));
  return { body: {}, file: null };
}

function parseJson(text: string): ReadBody {
  if (text === "") return { body: {}, file: null };
  // Only objects and lists pass upstream's parser; other JSON is refused at its first character.
  const first = text.trimStart()[0] ?? "";
  if (first !== "{" && first !== "[")
    return { refused: parserRefusal(400, `Unexpected token '${first}', "${text}" is not valid JSON`) };
  try {
    const body = JSON.parse(text) as unknown;
    return { body: Array.isArray(body) ? {} : (body as Record<string, unknown>), file: null };
  } catch (error) {
    return { refused: parserRefusal(400, (error as Error).message) };
  }
}

async function readForm(form: FormData): Promise<ReadBody> {
  const body: Record<string, unknown> = {};
  let file: AttachedFile | null = null;
  for (const [name, value] of form.entries() as Iterable<[string, string | File]>) {
    if (typeof value === "string") body[name] = value;
    else if (name === "file")
      file = { bytes: new Uint8Array(await value.arrayBuffer()), name: value.name, type: value.type };
  }
  return { body, file };
}
