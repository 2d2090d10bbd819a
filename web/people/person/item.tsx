import { Link } from '@tanstack/react-router';
import type { Person } from '../../api.ts';
import { useAnswerWords } from '../../words/answers.ts';
import { fullTime, time } from '../../words/formats.ts';
import styles from './history.module.css';
import type { HistoryItem } from './queries.ts';
import { sayAct } from './say-act.ts';
import { usePersonWords } from './words.ts';

/** Something that happened, which leads to its place in the conversation. */
export function Item({ item, person }: { item: HistoryItem; person: Person }) {
  const { title, body, detail } = useTold(item, person);
  return (
    <li className={styles.item} data-kind={item.kind} data-side={item.text?.direction}>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: person.conversationId }}
        {...(item.spotId && { hash: item.spotId })}
      >
        <span className={styles.title}>
          <bdi>{title}</bdi>
          {detail && <span className={styles.detail}> · {detail}</span>}
        </span>
        {body && (
          <span className={styles.body} dir="auto">
            {body}
          </span>
        )}
        <time dateTime={item.at} title={fullTime(item.at)}>
          {time(item.at)}
        </time>
      </Link>
    </li>
  );
}

interface Told {
  title: string;
  body?: string | undefined;
  detail?: string | undefined;
}

function useTold({ text, note, act, optOut, answer, member }: HistoryItem, person: Person): Told {
  const words = usePersonWords();
  const say = useAnswerWords();
  const who = member?.name ?? '';
  if (text) {
    const isTheirs = text.direction === 'inbound';
    const pictures = text.pictures > 0 && words.pictures(text.pictures);
    return {
      title: isTheirs ? person.name : who || words.we,
      body: [text.body, pictures].filter(Boolean).join(' · '),
      detail: isTheirs ? undefined : words.statuses[text.status],
    };
  }
  if (note) return { title: words.noteBy(who), body: note.body };
  if (answer) {
    const { question, value, answering, isLate } = answer;
    const details = [isLate && words.late, member && words.byHand(who)].filter(Boolean).join(', ');
    return { title: words.answerTo(question.name), body: say.value(value, answering), detail: details || undefined };
  }
  if (optOut) {
    const title = words.consents[optOut.kind] ?? optOut.kind;
    return { title: who ? words.by(title, who) : title, body: optOut.words ?? undefined, detail: optOut.addressShown };
  }
  return act ? sayAct(act, who, words) : { title: words.otherAct };
}
