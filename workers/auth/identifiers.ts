const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
const longest = 256 - (256 % alphabet.length);

/**
 * `length` random letters and digits. A tenant's id has 16 of them and nothing else: it stands
 * between underscores in API keys and in front of `--` in upstream instance names.
 */
export function randomId(length: number): string {
  let id = "";
  while (id.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // Bytes past the last whole multiple would make the first letters likelier.
      if (byte < longest && id.length < length) id += alphabet[byte % alphabet.length];
    }
  }
  return id;
}

export const tenantIdLength = 16;

export function newTenantId(): string {
  return randomId(tenantIdLength);
}
