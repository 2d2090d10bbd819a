import { crc32, deflateSync } from 'node:zlib';

interface Telling {
  /** With everything that a phone may add: where, when, with what. */
  tellsAll?: boolean;
  orientation?: number;
}

const segment = (marker: number, content: Buffer | string) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + content.length, 2);
  return Buffer.concat([head, Buffer.from(content)]);
};

/** An Exif segment that says which way is up, and where it was. */
export function exif(orientation: number): Buffer {
  const tiff = Buffer.from(`49492a0008000000020012010300010000000000000025880400010000000000000000000000`, 'hex');
  tiff.writeUInt16LE(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 60.39, 5.32')]));
}

/** The segments of a JPEG in gray; with a stuffed byte, a restart and two scans, as decoders must bear. */
export function jpeg(width: number, height: number, { tellsAll = false, orientation = 1 }: Telling = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from('11ff00ffd0229f', 'hex')]);
  const more = [
    exif(orientation),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'),
    segment(0xe2, 'MPF\0 more pictures, with their own Exif'),
    segment(0xed, 'photoshop 3.0'),
    segment(0xfe, 'a comment'),
  ];
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'),
    ...(tellsAll ? more : []),
    segment(0xe2, 'ICC_PROFILE\0\x01\x01colours'),
    segment(0xee, 'Adobe\0d\0\0\0\0\0'),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, frame),
    scan,
    segment(0xc4, Buffer.alloc(20)),
    scan,
    Buffer.from('ffd9', 'hex'),
    Buffer.from(tellsAll ? 'GPS after the end' : ''),
  ]);
}

/** A PNG that can be drawn: gray all over. */
export function png(width: number, height: number, { tellsAll = false }: Telling = {}): Buffer {
  const chunk = (type: string, content: Buffer | string) => {
    const named = Buffer.concat([Buffer.from(type), Buffer.from(content)]);
    const part = Buffer.alloc(8 + named.length);
    part.writeUInt32BE(content.length, 0);
    named.copy(part, 4);
    part.writeUInt32BE(crc32(named), 4 + named.length);
    return part;
  };
  const head = Buffer.from('00000000000000000800000000', 'hex');
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = Buffer.alloc(Math.min((width + 1) * height, 1_000_000), 0x90);
  for (let row = 0; row < rows.length; row += width + 1) rows.writeUInt8(0, row);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...(tellsAll ? [chunk('eXIf', 'GPS 60.39, 5.32'), chunk('tEXt', 'Comment\0a comment')] : []),
    chunk('pHYs', Buffer.from('00000b1300000b1301', 'hex')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', ''),
    Buffer.from(tellsAll ? 'GPS after the end' : ''),
  ]);
}

/** The head of a GIF, and its end. */
export function gif(width: number, height: number, _: Telling = {}): Buffer {
  const bytes = Buffer.from('474946383961000000000000003b', 'hex');
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** The chunks of a WebP. */
export function webp(width: number, height: number, { tellsAll = false }: Telling = {}): Buffer {
  const chunk = (type: string, content: Buffer | string) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, Buffer.from(content), Buffer.alloc(content.length % 2)]);
  };
  const canvas = Buffer.alloc(10);
  canvas.writeUInt8(tellsAll ? 0x0c : 0, 0);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const chunks = Buffer.concat([
    chunk('VP8X', canvas),
    chunk('VP8 ', Buffer.alloc(11)),
    ...(tellsAll ? [chunk('EXIF', 'GPS 60.39, 5.32'), chunk('XMP ', '<x/>')] : []),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + chunks.length, 4);
  return Buffer.concat([head, chunks]);
}
