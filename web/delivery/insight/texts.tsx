import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Insights, Schemas } from '../../api.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { More } from '../../ui/more.tsx';
import { day as dayOf, fullTime, moment, time } from '../../words/formats.ts';
import { useWhy } from '../../words/reasons.ts';
import { countOf } from './count-of.ts';
import styles from './insight.module.css';
import { insightsQuery, textsQuery } from './queries.ts';
import { type Bucket, noonOf, outcomeOf, type Range } from './search.ts';
import { useLengths } from './use-lengths.ts';
import { useInsightWords } from './words.ts';

/** The texts behind a number, each with the way to its conversation. */
export function Texts({ range, bucket }: { range: Range; bucket: Bucket }) {
  const words = useInsightWords();
  const { data: insights } = useQuery(insightsQuery(range));
  const texts = useInfiniteQuery(textsQuery(range, bucket));
  const items = texts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Link to="/delivery/insight" search={range} className={styles.back}>
        <span aria-hidden>←</span>
        {words.back}
      </Link>
      {insights && <Heading insights={insights} range={range} bucket={bucket} />}
      <ErrorNote error={texts.error} retry={texts.refetch} />
      {texts.isPending && <Blocks />}
      {texts.data && items.length === 0 && <p>{words.nothing}</p>}
      <ul className={styles.texts}>
        {items.map(({ message, name }) => (
          <Text key={message.id} message={message} name={name} />
        ))}
      </ul>
      <More query={texts} />
    </>
  );
}

/** Which texts these are, in words. */
function Heading({ insights, range, bucket }: { insights: Insights; range: Range; bucket: Bucket }) {
  const words = useInsightWords();
  const whyOf = useWhy();
  const lengths = useLengths(insights.speedBounds);
  const { outcome, day, hour, reason, speed } = bucket;
  const why = insights.reasons.find(({ message }) => message === reason);
  const parts = [
    outcome !== undefined && words.outcomes[outcome],
    day !== undefined && words.writtenOn(dayOf(noonOf(day))),
    hour !== undefined && words.writtenAt(time(new Date(2000, 0, 1, hour))),
    reason !== undefined && (why ? whyOf(why).message : reason),
    speed !== undefined && words.took(lengths.of(speed)),
  ].filter((part) => part !== false);
  const count = countOf(insights, bucket);
  return (
    <>
      <h2 className={styles.heading}>
        {count === null ? words.all : words.texts(count)}
        {parts.length > 0 && `: ${parts.join(', ')}`}
      </h2>
      <p className={styles.lead}>{words.between(dayOf(noonOf(range.from)), dayOf(noonOf(range.until)))}</p>
    </>
  );
}

function Text({ message, name }: { message: Schemas['Message']; name: string }) {
  const words = useInsightWords();
  const whyOf = useWhy();
  const outcome = outcomeOf(message.status);
  const why = message.error && whyOf(message.error);
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: message.conversationId }}
        hash={message.id}
      >
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <time dateTime={message.createdAt} title={fullTime(message.createdAt)}>
          {moment(message.createdAt)}
        </time>
        <bdi className={styles.words}>{message.body.trim() || words.blank}</bdi>
        <span data-outcome={outcome}>
          {words.outcomes[outcome]}
          {why && <span lang={why.lang}>{`: ${why.message}`}</span>}
        </span>
      </Link>
    </li>
  );
}
