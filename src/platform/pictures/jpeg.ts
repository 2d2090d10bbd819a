/** A picture's size as people see it, and its bytes without what is nobody's business. */
export interface Picture {
  width: number;
  height: number;
  bytes: Buffer;
}

const exifMark = Buffer.from('Exif\0\0', 'latin1');
const profileMark = Buffer.from('ICC_PROFILE\0', 'latin1');

/**
 * Reads a JPEG (ITU-T T.81, annex B). Of what programs add to it (APPn, comments) only its colours stay: JFIF, the colour
 * profile, Adobe's transform. Exif goes but for which way is up; so do the place, the time, the maker, previews, and
 * whatever follows the end.
 */
export function readJpeg(bytes: Buffer): Picture | null {
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  let hasScan = false;
  for (let at = 2; ; ) {
    const segment = segmentAt(bytes, at);
    // One that is cut off after its first lines is still a picture, and browsers draw it.
    if (segment === 'end' || (segment === 'broken' && hasScan)) break;
    if (segment === 'broken') return null;
    const { marker, content, end } = segment;
    if (marker === 0xe1 && startsWith(content, exifMark)) orientation = readOrientation(content.subarray(6)) ?? 1;
    if (isFrame(marker)) size = { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
    if (isKept(marker, content)) kept.push(bytes.subarray(at, end));
    hasScan ||= marker === 0xda;
    at = end;
  }
  if (!size) return null;
  const isOnItsSide = orientation >= 5;
  return {
    width: isOnItsSide ? size.height : size.width,
    height: isOnItsSide ? size.width : size.height,
    bytes: Buffer.concat([Buffer.from([0xff, 0xd8]), wayUp(orientation), ...kept, Buffer.from([0xff, 0xd9])]),
  };
}

const startsWith = (content: Buffer, mark: Buffer) => content.subarray(0, mark.length).equals(mark);

/** SOF0 to SOF15, without the tables that lie between them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function isKept(marker: number, content: Buffer): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && startsWith(content, profileMark));
}

/** What is between one marker and the next; a scan goes with its head. */
function segmentAt(bytes: Buffer, from: number): 'end' | 'broken' | { marker: number; content: Buffer; end: number } {
  let at = from;
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
  const marker = bytes[at + 1];
  if (bytes[at] !== 0xff || marker === undefined) return 'broken';
  if (marker === 0xd9) return 'end';
  if (at + 4 > bytes.length) return 'broken';
  const end = at + 2 + bytes.readUInt16BE(at + 2);
  if (end > bytes.length) return 'broken';
  return { marker, content: bytes.subarray(at + 4, end), end: marker === 0xda ? endOfScan(bytes, end) : end };
}

/** Where the next marker is after a scan: not a stuffed byte, and not a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== 0 && next !== 0xff && (next === undefined || next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** The tag 0x0112 of the first directory of a TIFF, 1 to 8. */
function readOrientation(tiff: Buffer): number | null {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  try {
    const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let entry = 0; entry < short(directory); entry++) {
      const at = directory + 2 + entry * 12;
      const value = short(at + 8);
      if (short(at) === 0x0112) return value >= 1 && value <= 8 ? value : null;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** The smallest Exif that says which way is up: one directory with one entry. */
function wayUp(orientation: number): Buffer {
  if (orientation === 1) return Buffer.alloc(0);
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + exifMark.length + tiff.length]);
  return Buffer.concat([head, exifMark, tiff]);
}
