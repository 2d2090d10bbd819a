import { isAscii, isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a file, piece by piece. A mark at its beginning says how it is written; so do the zeros of UTF-16; and without
 * either the first letter beyond ASCII, which is UTF-8 or else what Windows calls Latin-1. `tell` hears what it was.
 */
export async function* decode(
  source: AsyncIterable<Buffer>,
  tell: (encoding: Encoding) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let begins: Buffer = Buffer.alloc(0);
  let isBeginning = true;
  const choose = (encoding: Encoding) => {
    tell(encoding);
    decoder = new TextDecoder(encoding);
  };
  for await (const piece of source) {
    if (decoder) {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    begins = begins.length > 0 ? Buffer.concat([begins, piece]) : piece;
    if (isBeginning && begins.length < 4) continue;
    const known = isBeginning ? byItsBeginning(begins) : undefined;
    isBeginning = false;
    const byLetter = known ?? byFirstLetter(begins, false);
    if (byLetter) {
      choose(byLetter);
      yield decoder!.decode(begins, { stream: true });
      begins = Buffer.alloc(0);
    } else {
      // A letter that is cut in two waits for its other half.
      const at = isAscii(begins) ? begins.length : firstBeyondAscii(begins);
      yield begins.toString('latin1', 0, at);
      begins = begins.subarray(at);
    }
  }
  if (!decoder) choose((isBeginning && byItsBeginning(begins)) || byFirstLetter(begins, true) || 'utf-8');
  yield decoder!.decode(begins);
}

function byItsBeginning(bytes: Buffer): Encoding | undefined {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return marked[0];
  // Letters of the first alphabets have a zero in every second place.
  const some = bytes.subarray(0, 512);
  const zeros = [0, 0];
  for (const [at, byte] of some.entries()) if (byte === 0) zeros[at % 2]! += 1;
  if (zeros[1]! > some.length / 4) return 'utf-16le';
  if (zeros[0]! > some.length / 4) return 'utf-16be';
  return undefined;
}

/** By the first letter that is not ASCII; undefined while there is none, or only a part of it. */
function byFirstLetter(bytes: Buffer, isAll: boolean): Encoding | undefined {
  if (isAscii(bytes)) return undefined;
  const at = firstBeyondAscii(bytes);
  const first = bytes[at]!;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (bytes.length < at + length) return isAll ? 'windows-1252' : undefined;
  return isUtf8(bytes.subarray(at, at + length)) ? 'utf-8' : 'windows-1252';
}

const firstBeyondAscii = (bytes: Buffer) => bytes.findIndex((byte) => byte > 0x7f);
