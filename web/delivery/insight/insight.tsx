import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Board } from '../../ui/board.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DeliveryBar } from '../bar.tsx';
import { Numbers } from './numbers.tsx';
import { Pictures } from './pictures.tsx';
import { insightsQuery } from './queries.ts';
import { RangeBar } from './range-bar.tsx';
import { type Range, readBucket, readRange, todayIn } from './search.ts';
import { Texts } from './texts.tsx';
import { useInsightWords } from './words.ts';

/** What became of the texts of some days, added up; or the texts behind one of the numbers. */
export function Insight() {
  const words = useInsightWords();
  const search = useSearch({ from: '/member/delivery/insight' });
  const { timeZone } = useSuspenseQuery(meQuery).data.team;
  const today = todayIn(timeZone);
  const range = readRange(search, today);
  const bucket = readBucket(search);
  return (
    <Board title={words.title}>
      <DeliveryBar />
      {bucket ? (
        <Texts key={JSON.stringify(bucket)} range={range} bucket={bucket} />
      ) : (
        <>
          <RangeBar range={range} today={today} />
          <Found range={range} />
        </>
      )}
    </Board>
  );
}

function Found({ range }: { range: Range }) {
  const words = useInsightWords();
  const { data, error, refetch } = useQuery(insightsQuery(range));
  if (!data) return error ? <ErrorNote error={error} retry={refetch} /> : <Blocks />;
  return (
    <>
      <ErrorNote error={error} />
      {!data.isComplete && <p role="status">{words.stillCounting}</p>}
      <Numbers insights={data} range={range} />
      <Pictures insights={data} range={range} />
    </>
  );
}
