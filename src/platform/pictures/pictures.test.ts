import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gif, jpeg, png, webp } from '../../../test/support/pictures.ts';
import { readFile } from './pictures.ts';

test('a picture is known by its bytes, with its size', () => {
  const pictures = { 'image/jpeg': jpeg(40, 30), 'image/png': png(40, 30), 'image/gif': gif(40, 30) };
  for (const [type, bytes] of Object.entries({ ...pictures, 'image/webp': webp(40, 30) })) {
    const file = readFile(bytes);
    assert.deepEqual([file?.type, file?.size], [type, { width: 40, height: 30 }]);
  }
});

test('what a picture tells of place, time and maker goes, and what it looks like stays', () => {
  const private_ = ['GPS', 'Exif', 'photoshop', 'http://ns.adobe.com/xap', 'a comment', 'eXIf', 'tEXt', 'EXIF', 'XMP '];
  const told: [Buffer, Buffer][] = [
    [jpeg(40, 30, { tellsAll: true }), jpeg(40, 30)],
    [png(40, 30, { tellsAll: true }), png(40, 30)],
    [webp(40, 30, { tellsAll: true }), webp(40, 30)],
  ];
  for (const [full, plain] of told) {
    assert.ok(private_.some((words) => full.includes(words)));
    const { bytes } = readFile(full)!;
    for (const words of private_) assert.ok(!bytes.includes(words), words);
    assert.deepEqual(bytes, plain);
    assert.deepEqual(readFile(bytes)?.bytes, plain, 'Once more changes nothing.');
  }
});

test('a picture that lies on its side stays so, and its size is as people see it', () => {
  for (const orientation of [3, 6, 8]) {
    const { size, bytes } = readFile(jpeg(40, 30, { tellsAll: true, orientation }))!;
    assert.deepEqual(size, orientation === 3 ? { width: 40, height: 30 } : { width: 30, height: 40 });
    assert.ok(!bytes.includes('GPS'));
    assert.deepEqual(readFile(bytes), { type: 'image/jpeg', size, bytes }, 'It still says which way is up.');
  }
});

test('what only says that it is a picture, or is too large to draw, is a file', () => {
  const odd = {
    'HTML that begins like a GIF': Buffer.from('GIF89<script>alert(1)</script>'),
    SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    nothing: Buffer.alloc(0),
    'a picture of no size': png(0, 30),
    'a flood of pixels': png(14_000, 14_000),
  };
  for (const [what, bytes] of Object.entries(odd)) {
    assert.deepEqual(readFile(bytes), { type: 'application/octet-stream', size: null, bytes }, what);
  }
  assert.equal(readFile(Buffer.from('%PDF-1.7\n…'))?.type, 'application/pdf');
});

test('a picture that is too large to draw is a file without what it tells', () => {
  for (const make of [jpeg, png]) {
    const full = make(14_000, 14_000, { tellsAll: true });
    const file = { type: 'application/octet-stream', size: null, bytes: make(14_000, 14_000) };
    assert.deepEqual(readFile(full), file);
  }
});

test('a photo that is cut off after its first lines ends there', () => {
  const full = jpeg(40, 30, { tellsAll: true });
  const firstScan = full.indexOf(Buffer.from([0xff, 0xda])) + 10;
  const end = full.indexOf(Buffer.from([0xff, 0xd9]));
  const ours = readFile(jpeg(40, 30))!.bytes;
  for (let at = firstScan; at <= end + 1; at++) {
    const { type, size, bytes } = readFile(full.subarray(0, at))!;
    assert.deepEqual([type, size], ['image/jpeg', { width: 40, height: 30 }], `after ${at} bytes`);
    assert.deepEqual(bytes.subarray(-2), Buffer.from([0xff, 0xd9]));
    assert.ok(ours.includes(bytes.subarray(0, -2)), `after ${at} bytes`);
  }
});

test('a picture that is broken is nothing that anybody may have', () => {
  for (const make of [jpeg, png, webp]) {
    const full = make(40, 30, { tellsAll: true });
    const place = full.indexOf('GPS');
    assert.equal(readFile(full.subarray(0, place + 10)), null, make.name);
  }
  assert.equal(readFile(Buffer.from('ffd8', 'hex')), null);
});

test('a picture that is cut off anywhere, or has any one byte changed, is read without a fault', () => {
  for (const picture of [jpeg, png, gif, webp].map((make) => make(40, 30, { tellsAll: true }))) {
    for (let at = 0; at < picture.length; at++) {
      readFile(picture.subarray(0, at));
      for (const value of [0, 0x7f, 0xff]) readFile(Buffer.from(picture.with(at, value)));
    }
  }
});
