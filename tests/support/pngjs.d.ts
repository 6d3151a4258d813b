declare module "pngjs" {
  /** The little that the tests use of it; the package brings no types. */
  export class PNG {
    width: number;
    height: number;
    data: Uint8Array;
    parse(data: Uint8Array, done: (error: Error | null, png: PNG) => void): this;
  }
}
