import type { Picture } from './jpeg.ts';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** What a picture looks like depends on these; everything else that is optional tells about it, and goes. */
const kept = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT'];

/** Reads a PNG (https://www.w3.org/TR/png-3/). Texts, times and Exif go, and so does whatever follows the end. */
export function readPng(bytes: Buffer): Picture | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const parts: Buffer[] = [signature];
  for (let at = 8; ; ) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    // A capital letter: a reader cannot do without it.
    const isNeeded = /^[A-Z]/.test(type) || kept.includes(type);
    if (isNeeded) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') break;
    at = end;
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: Buffer.concat(parts) };
}
