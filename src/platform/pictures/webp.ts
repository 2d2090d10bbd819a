import type { Picture } from './jpeg.ts';

/** In the flags of VP8X: there is Exif, there is XMP. */
const tellsMore = 0x08 | 0x04;

/** Reads a WebP (https://developers.google.com/speed/webp/docs/riff_container). Exif and XMP go, and whatever follows the end. */
export function readWebp(bytes: Buffer): Picture | null {
  const total = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  const parts: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  for (let at = 12; at + 8 <= total; ) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > bytes.length) return null;
    const chunk = Buffer.from(bytes.subarray(at, end));
    size ??= readSize(type, chunk.subarray(8));
    if (type === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~tellsMore, 8);
    if (type !== 'EXIF' && type !== 'XMP ') parts.push(chunk);
    at = end;
  }
  if (!size) return null;
  const content = Buffer.concat(parts);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + content.length, 4);
  return { ...size, bytes: Buffer.concat([head, content]) };
}

function readSize(type: string, content: Buffer): { width: number; height: number } | null {
  if (type === 'VP8X') return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
  if (type === 'VP8 ') return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  if (type !== 'VP8L') return null;
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
