import { constants, crc32, createDeflateRaw } from 'node:zlib';

/**
 * A workbook of one sheet (ECMA-376, Office Open XML), written while its rows are read. Every cell is text or a number, never
 * a formula, whatever it begins with.
 */
export async function* writeXlsx(name: string, rows: AsyncIterable<(string | number)[]>): AsyncGenerator<Buffer> {
  const entries: Entry[] = [];
  let offset = 0;
  for (const [path, text] of [...frame(name), [sheetPath, sheet(rows)] as const]) {
    for await (const piece of zipped(path, text, offset, entries)) {
      offset += piece.length;
      yield piece;
    }
  }
  yield directory(entries, offset);
}

const sheetPath = 'xl/worksheets/sheet1.xml';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const relations = `${office}/officeDocument/2006/relationships`;
const main = `${office}/spreadsheetml/2006/main`;

/** What stands around the sheet, so that a spreadsheet finds it. */
function frame(name: string): [path: string, text: string][] {
  const link = (type: string, target: string) =>
    `${xml}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/${type}" Target="${target}"/></Relationships>`;
  const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return [
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/><Override PartName="/${sheetPath}" ContentType="${part}.worksheet+xml"/></Types>`,
    ],
    ['_rels/.rels', link('officeDocument', 'xl/workbook.xml')],
    [
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${toXml(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', link('worksheet', 'worksheets/sheet1.xml')],
  ];
}

/** Excel refuses longer names, and these signs in one. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet1'
  );
}

async function* sheet(rows: AsyncIterable<(string | number)[]>): AsyncGenerator<string> {
  yield `${xml}<worksheet xmlns="${main}"><sheetData>`;
  for await (const cells of rows) yield `<row>${cells.map(cell).join('')}</row>`;
  yield '</sheetData></worksheet>';
}

function cell(value: string | number): string {
  if (value === '') return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${toXml(value)}</t></is></c>`;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold at all is left out. */
function toXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
  );
}

/** One file in the archive, as its directory lists it. */
interface Entry {
  path: Buffer;
  offset: number;
  crc: number;
  packed: number;
  size: number;
}

/** Sizes come behind what was packed (bit 3), names are UTF-8 (bit 11): APPNOTE.TXT of PKWARE, 4.4.4. */
const flags = 0x0808;
const deflated = 8;
const version = 20;
/** 1 January 1980: a time would make each export another file. */
const day = 0x21;

async function* zipped(
  path: string,
  text: string | AsyncIterable<string>,
  offset: number,
  entries: Entry[],
): AsyncGenerator<Buffer> {
  const entry: Entry = { path: Buffer.from(path), offset, crc: 0, packed: 0, size: 0 };
  entries.push(entry);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  write16(head, 4, [version, flags, deflated, 0, day]);
  head.writeUInt16LE(entry.path.length, 26);
  yield Buffer.concat([head, entry.path]);

  const pack = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  const feed = async () => {
    for await (const piece of typeof text === 'string' ? [text] : text) {
      const bytes = Buffer.from(piece);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (!pack.write(bytes)) await new Promise((resolve) => pack.once('drain', resolve));
    }
    pack.end();
  };
  const fed = feed().catch((error) => pack.destroy(error));
  for await (const bytes of pack as AsyncIterable<Buffer>) {
    entry.packed += bytes.length;
    yield bytes;
  }
  await fed;
  const sizes = Buffer.alloc(16);
  write32(sizes, 0, [0x08074b50, entry.crc, entry.packed, entry.size]);
  yield sizes;
}

function directory(entries: Entry[], offset: number): Buffer {
  const lines = entries.map(({ path, offset, crc, packed, size }) => {
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    write16(line, 4, [version, version, flags, deflated, 0, day]);
    write32(line, 16, [crc, packed, size]);
    line.writeUInt16LE(path.length, 28);
    line.writeUInt32LE(offset, 42);
    return Buffer.concat([line, path]);
  });
  const size = lines.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...lines, end]);
}

function write16(buffer: Buffer, at: number, values: number[]): void {
  for (const [i, value] of values.entries()) buffer.writeUInt16LE(value, at + 2 * i);
}

function write32(buffer: Buffer, at: number, values: number[]): void {
  for (const [i, value] of values.entries()) buffer.writeUInt32LE(value, at + 4 * i);
}
