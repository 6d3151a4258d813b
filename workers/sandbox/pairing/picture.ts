import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
import { encode } from "uqr";

const modulePixels = 6;
/** White modules around the code; readers need four to find it. */
const quietModules = 4;

/** A QR code as a PNG data URL: dark on white, one bit a pixel. */
export function qrPicture(text: string): string {
  const { data } = encode(text, { ecc: "L", border: quietModules });
  return `data:image/png;base64,${png(data, modulePixels).toString("base64")}`;
}

/** A PNG of one-bit grey. `true` is dark. */
function png(rows: boolean[][], scale: number): Buffer {
  const side = rows.length * scale;
  const stride = Math.ceil(side / 8);
  const pixels = Buffer.alloc((stride + 1) * side);
  for (let y = 0; y < side; y++) {
    // Every line begins with its filter, 0 for none.
    const line = y * (stride + 1) + 1;
    const row = rows[Math.floor(y / scale)]!;
    for (let x = 0; x < side; x++) if (!row[Math.floor(x / scale)]) pixels[line + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}
