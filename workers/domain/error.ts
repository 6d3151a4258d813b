/**
 * A surprise: something that should not happen, with a sentence that may be shown.
 * Expected refusals are values (see `outcome.ts`); only surprises are thrown.
 */
export class AppError extends Error {
  readonly code: string;
  readonly publicMessage: string;

  constructor(code: string, publicMessage: string, options?: ErrorOptions) {
    super(`${code}: ${publicMessage}`, options);
    this.name = "AppError";
    this.code = code;
    this.publicMessage = publicMessage;
  }
}
