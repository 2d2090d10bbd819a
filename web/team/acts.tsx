import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Act } from '../api.ts';
import { useRefresh } from '../live.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { More } from '../ui/more.tsx';
import { type DeviceWords, useDeviceWords } from '../words/device-words.ts';
import { deviceOf } from '../words/devices.ts';
import { fullTime, moment } from '../words/formats.ts';
import { useLanguage } from '../words/words.ts';
import type { ActWords } from './acts-en.ts';
import { actsQuery } from './queries.ts';
import { changesOf } from './settings.ts';
import styles from './team.module.css';
import { useActWords, useSettingWords, useTeamWords } from './words.ts';

/** Who did what in the team, newest first. */
export function Acts() {
  const words = useTeamWords();
  const acts = useInfiniteQuery(actsQuery);
  // Nearly every act is told of as a change of something.
  useRefresh('acts', 5000, () => true);
  const rows = acts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.part} aria-labelledby="acts">
      <h2 id="acts">{words.acts}</h2>
      <ErrorNote error={acts.error} retry={acts.refetch} />
      {acts.data && rows.length === 0 && <p className={styles.lead}>{words.actsNone}</p>}
      <ul className={styles.rows}>
        {rows.map((act) => (
          <ActRow key={act.id} act={act} />
        ))}
      </ul>
      <More query={acts} />
    </section>
  );
}

function ActRow({ act }: { act: Act }) {
  const words = useTeamWords();
  const sentence = tell(act, useActWords(), useDeviceWords());
  const changes = changesOf(act, useSettingWords(), useLanguage());
  const { person, conversationId, happenedAt, undoneAt } = act;
  return (
    <li className={styles.act}>
      <time dateTime={happenedAt} title={fullTime(happenedAt)}>
        {moment(happenedAt)}
      </time>
      <span>
        {undoneAt ? <s>{sentence}</s> : sentence}
        {undoneAt && <span className={styles.you}> ({words.undone})</span>}
      </span>
      {person && conversationId && act.count === 1 && (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: 'all', conversationId }}
          aria-label={words.showPerson(person.name)}
        >
          {words.show}
        </Link>
      )}
      {changes.length > 0 && (
        <ul className={styles.changes}>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** An act as a sentence; one of a kind that this page does not know yet by its kind. */
function tell(act: Act, words: ActWords, deviceWords: DeviceWords): string {
  const { kind, member, colleague, person, count: n, about, before, after } = act;
  const whom = person?.name ?? colleague?.name;
  const told = {
    who: member?.name ?? words.operator,
    whom: whom ?? words.somebody,
    colleague: colleague?.name ?? null,
    isOwn: member !== null && colleague?.id === member.id,
    n,
    about: about === null ? words.nameless : words.quoted(about),
    before: before ?? {},
    after: after ?? {},
    device: deviceOf(typeof after?.userAgent === 'string' ? after.userAgent : null, deviceWords),
  };
  return words.kinds[kind]?.(told) ?? words.other(told, kind);
}
