/**
 * Writes a text of any length into R2 and holds no more than one part of it. A short one is put at once;
 * a long one becomes an upload in parts, of which nothing is seen before it is closed.
 */
export class StoredText {
  /** How long it is so far. */
  bytes = 0;
  readonly #bucket: R2Bucket;
  readonly #key: string;
  readonly #encoder = new TextEncoder();
  readonly #buffer = new Uint8Array(partBytes + slackBytes);
  #filled = 0;
  #upload: R2MultipartUpload | null = null;
  readonly #parts: R2UploadedPart[] = [];

  constructor(bucket: R2Bucket, key: string) {
    this.#bucket = bucket;
    this.#key = key;
  }

  /** Resolves once there is room for more, so that whoever reads the source reads no faster than R2 takes it. */
  async write(text: string): Promise<void> {
    for (let rest = text; rest !== "";) {
      const { read, written } = this.#encoder.encodeInto(rest, this.#buffer.subarray(this.#filled));
      this.#filled += written;
      this.bytes += written;
      rest = rest.slice(read);
      // All parts but the last must be of one size.
      if (this.#filled >= partBytes) await this.#sendPart(partBytes);
    }
  }

  async close(): Promise<void> {
    if (!this.#upload) return void (await this.#bucket.put(this.#key, this.#buffer.subarray(0, this.#filled)));
    if (this.#filled > 0) await this.#sendPart(this.#filled);
    await this.#upload.complete(this.#parts);
  }

  async abort(): Promise<void> {
    await this.#upload?.abort();
  }

  async #sendPart(bytes: number): Promise<void> {
    this.#upload ??= await this.#bucket.createMultipartUpload(this.#key);
    this.#parts.push(await this.#upload.uploadPart(this.#parts.length + 1, this.#buffer.subarray(0, bytes)));
    this.#buffer.copyWithin(0, bytes, this.#filled);
    this.#filled -= bytes;
  }
}

/** The smallest that R2 takes for all parts but the last. */
const partBytes = 5 * 1024 * 1024;
const slackBytes = 256 * 1024;
