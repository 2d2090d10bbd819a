import { dayOfWeek, isSameDay, number, time } from '../../words/formats.ts';
import { useAllOf } from '../all-of.ts';
import type { Broadcast, Look } from '../content.ts';
import { useSayWhom } from '../say-whom.ts';
import { usePrice } from '../use-price.ts';
import { useBroadcastWords } from '../words.ts';
import styles from './last-look.module.css';
import { useEditorWords } from './words.ts';

type Fact = [name: string, value: string, more?: string | undefined];

/** To whom, how much, for how much, when. */
export function Facts({ draft, look }: { draft: Broadcast; look: Look }) {
  const { last } = useEditorWords();
  const { left } = useBroadcastWords();
  const price = usePrice();
  const allOf = useAllOf();
  const whom = useSayWhom(draft.audience);
  const out = look.chosen - look.willGet;
  const facts: Fact[] = [
    [
      last.who,
      whom,
      out > 0
        ? `${last.without(out)}: ${allOf(look.left.map(({ reason, count }) => `${number(count)} ${left[reason]}`))}`
        : undefined,
    ],
    [last.texts, number(look.texts.segments)],
    ...(look.price
      ? [
          [
            last.cost,
            price(look.price),
            look.overCap ? last.overCap(price({ ...look.overCap, amount: look.overCap.left })) : undefined,
          ] as Fact,
        ]
      : []),
    [last.when, draft.sendAt ? sayBetween(look, last) : last.now, sayLength(look, last)],
    ...(look.abroad
      ? [
          [
            last.abroad,
            last.abroadWait(look.abroad.people, look.abroad.hours),
            last.abroadWhy(look.abroad.perHour),
          ] as Fact,
        ]
      : []),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {more && <span>{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Last = ReturnType<typeof useEditorWords>['last'];

/** When the first and when the last person's hour comes, by the clock here. */
function sayBetween({ leaves: { first, last } }: Look, words: Last): string {
  if (!first) return words.now;
  const say = (at: string) => `${dayOfWeek(at)}, ${time(at)}`;
  if (!last || last === first) return say(first);
  return words.between(say(first), isSameDay(first, last) ? time(last) : say(last));
}

function sayLength({ leaves: { minutes } }: Look, words: Last): string | undefined {
  if (minutes === null || minutes < 1) return undefined;
  return minutes < 90 ? words.minutes(Math.round(minutes)) : words.hours(Math.round(minutes / 60));
}
