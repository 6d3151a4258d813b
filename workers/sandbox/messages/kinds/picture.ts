import { Buffer } from "node:buffer";

/** One grey pixel: the thumbnail of every picture here, since nothing in the Worker can scale an image. */
const thumbnail =
  "/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC" +
  "8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAgACADASIAAhEBAxEB/8QAFQAB" +
  "AQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAUEQEAAAAAAAAAAAAAAAAAAA" +
  "AA/9oADAMBAAIRAxEAPwCIAlowAAAAAD//2Q==";

export function jpegThumbnail(): Uint8Array {
  return new Uint8Array(Buffer.from(thumbnail, "base64"));
}

/** Width and height of a PNG, which stand at a fixed place. Other pictures count as one pixel. */
export function pictureSize(bytes: Uint8Array): { height: number; width: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 24 && view.getUint32(0) === 0x89504e47;
  return isPng ? { height: view.getUint32(20), width: view.getUint32(16) } : { height: 1, width: 1 };
}
