import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { forget, isForgotten } from './forget.ts';
import { goOnLater } from './go-on.ts';
import { fieldIdsOf } from './known-fields.ts';
import {
  beforeAll,
  countsOf,
  find,
  type Import,
  type Locked,
  lock,
  note,
  type State,
  undoHours,
} from './stored-import.ts';

/**
 * Begins to look at what each row would do. Answers at once; `find` says how far it is.
 * @throws AppError `not_found`, `forbidden`, `changed_since` when it is at something else.
 */
export async function startCheck(member: Member, importId: string): Promise<Import> {
  return step(member, importId, ['matching', 'checked'], async (tx, { matching }) => {
    if (!matching.some(({ meaning }) => meaning === 'phone'))
      throw invalid({ matching: 'Say which column holds the phone numbers.' });
    await note(tx, importId, {
      state: 'checking',
      doneTo: beforeAll,
      counts: countsOf({}),
      groups: [],
      fieldIds: await fieldIdsOf(tx, matching),
      checkedAt: null,
    });
  });
}

/**
 * Begins to write what was found, or goes on after a stop.
 * @throws as `startCheck`; `import_under_way` while another one of the team is written or undone; `too_late` when its file is
 * forgotten.
 */
export async function startWriting(member: Member, importId: string): Promise<Import> {
  return step(member, importId, ['checked', 'stopped'], async (tx, job) => {
    if (await isForgotten(tx, importId))
      throw new AppError('too_late', 'The file of this import has been forgotten. Bring it in again.');
    await note(tx, importId, { state: 'writing', doneTo: job.writtenTo });
    const { counts, fileName: file } = job;
    if (job.state === 'checked')
      await recordAct(tx, {
        kind: 'people.imported',
        subjectId: importId,
        after: { file, new: counts.new, change: counts.change },
      });
  });
}

/**
 * Stops writing between two parts: what is written stays until it is undone.
 * @throws as `startCheck`.
 */
export async function stopWriting(member: Member, importId: string): Promise<Import> {
  return step(
    member,
    importId,
    ['writing'],
    async (tx) => {
      await note(tx, importId, { state: 'stopped', writtenAt: tx.clock.now() });
      announce(tx, { kind: 'people.changed' });
    },
    false,
  );
}

/**
 * Begins to take back all that an import did, as far as nobody has had to do with it since.
 * @throws as `startWriting`; `too_late` a day after it was written.
 */
export async function startUndo(member: Member, importId: string): Promise<Import> {
  return step(member, importId, ['written', 'stopped'], async (tx, job) => {
    const since = tx.clock.now().getTime() - (job.writtenAt?.getTime() ?? 0);
    if (since > undoHours * 3_600_000 || (await isForgotten(tx, importId)))
      throw new AppError('too_late', 'An import can be undone for 24 hours. This one is older.');
    await note(tx, importId, { state: 'undoing', doneTo: 0 });
    await recordAct(tx, { kind: 'people.import_undone', subjectId: importId, after: { file: job.fileName } });
  });
}

/**
 * Puts away an import of which nothing has been written, with its file.
 * @throws as `startCheck`.
 */
export async function drop(member: Member, importId: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    await lockAt(tx, importId, ['matching', 'checking', 'checked']);
    // From here on it is as one that never came in whole, and whoever is at it stops.
    await note(tx, importId, { state: 'uploading' });
  });
  await forget(member, importId);
}

type Tx = Transacting<Member>;

async function step(
  member: Member,
  importId: string,
  from: State[],
  work: (tx: Tx, job: Locked) => Promise<void>,
  goesOn = true,
): Promise<Import> {
  await inTransaction(member, async (tx) => {
    const job = await lockAt(tx, importId, from);
    await work(tx, job).catch((error) => {
      throw error.constraint === 'imports_under_way' ? underWay() : error;
    });
    if (goesOn) await goOnLater(tx, importId);
  });
  return find(member, importId);
}

/**
 * An import that is at one of these states, for somebody who may import, locked until the commit.
 * @throws as `startCheck`.
 */
export async function lockAt(tx: Tx, importId: string, states: State[]): Promise<Locked> {
  mustManage(tx, 'import people');
  const job = await lock(tx, importId);
  if (!job || job.state === 'uploading') throw notFound('import');
  if (!states.includes(job.state))
    throw new AppError('changed_since', 'This import has gone on since you looked at it. Look again.');
  return job;
}

const underWay = () =>
  new AppError('import_under_way', 'Another import is being written. Wait until it is done, or stop it.');
