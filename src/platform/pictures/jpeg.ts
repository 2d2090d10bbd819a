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
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  let at = 2;
  for (;;) {
    const start = at;
    while (bytes.readUInt8(at) === 0xff && bytes.readUInt8(at + 1) === 0xff) at++;
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xd9) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    const content = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && startsWith(content, exifMark)) orientation = readOrientation(content.subarray(6)) ?? 1;
    if (isFrame(marker)) size = { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
    at = marker === 0xda ? endOfScan(bytes, end) : end;
    if (isKept(marker, content)) kept.push(bytes.subarray(start, at));
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

/** Where the next marker is after a scan: not a stuffed byte, and not a restart. A picture that was cut off ends here. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); ; at = bytes.indexOf(0xff, at + 1)) {
    if (at === -1 || at + 1 >= bytes.length) throw new RangeError('The picture is cut off.');
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
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
