import assert from 'node:assert/strict';
import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importPeople } from '../../src/cli/import.ts';
import { readConfig } from '../../src/platform/config.ts';
import { nora } from '../support/cast.ts';
import { openWorld } from '../support/world.ts';

const world = await openWorld();
await world.office.signsUp();
const config = readConfig({ DATABASE_URL: world.databaseUrl, HEARBACK_DATA: world.dataFolder });
const file = join(world.dataFolder, 'people.csv');
writeFileSync(file, 'Name,Phone,Shift\nUma,+1 415 555 2671,Early\nVic,1.55E+10,Late\n');

async function type(...args: string[]): Promise<string> {
  const said: string[] = [];
  await importPeople(config, args, (line) => said.push(line));
  return said.join('\n');
}

test('a file is imported by a command beside a running Hearback, and only when it is told to write', async () => {
  const rejected = join(world.dataFolder, 'rejected.csv');
  const said = await type(file, '--by', nora.email, '--rejected', rejected);
  assert.match(said, /^Name \(Uma\): name\nPhone \(\+1 415 555 2671\): phone\nShift \(Early\): Shift\nNew: 1\./);
  assert.match(said, /Rejected: 1\.\nNothing is written\./);
  assert.match(readFileSync(rejected, 'utf8'), /\r\n3,"A spreadsheet has shortened/);
  assert.deepEqual([await world.count('people'), await world.count('imports')], [0, 0]);

  assert.match(await type(file, '--by', nora.email.toUpperCase(), '--group', 'Crew', '--write'), /Written\./);
  const [uma] = (await world.office.must('GET', '/api/v1/people')).items;
  assert.deepEqual([uma.name, uma.groups, uma.fields], ['Uma', ['Crew'], { Shift: 'Early' }]);
  assert.equal((await world.office.must('GET', '/api/v1/imports')).items[0].fileName, 'people.csv');

  await assert.rejects(type(file, '--by', 'nobody@food-bank.example'), /No member signs in/);
  await assert.rejects(type(file), /Usage: npx hearback import/);
  await assert.rejects(type(file, '--by', nora.email, '--existing', 'burn'), /Usage: npx hearback import/);
  await assert.rejects(type(`${file}x`, '--by', nora.email), /people\.csvx cannot be read \(ENOENT\)\./);
  const nowhere = join(world.dataFolder, 'nowhere', 'rejected.csv');
  await assert.rejects(
    type(file, '--by', nora.email, '--rejected', nowhere),
    /rejected\.csv cannot be written \(ENOENT\)\./,
  );
  const before = readFileSync(file, 'utf8');
  const [soft, hard, fresh] = ['soft.csv', 'hard.csv', 'fresh.csv'].map((name) => join(world.dataFolder, name));
  symlinkSync(file, soft!);
  linkSync(file, hard!);
  for (const name of [file, soft!, hard!]) {
    await assert.rejects(type(file, '--by', nora.email, '--rejected', name), /over the file itself/);
    assert.equal(readFileSync(file, 'utf8'), before);
  }
  await assert.rejects(type(`${file}x`, '--by', nora.email, '--rejected', fresh!), /people\.csvx cannot be read/);
  assert.equal(existsSync(fresh!), false);
  assert.equal(await world.count('imports'), 1);
});
