import type { Picture } from './jpeg.ts';

/** Reads the size of a GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt). No camera writes one, so it stays as it is. */
export function readGif(bytes: Buffer): Picture {
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), bytes };
}
