import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { linesQuery, meQuery } from '../../queries.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import styles from './insight.module.css';
import { lastDays, type Range } from './search.ts';
import { useInsightWords } from './words.ts';

const usual = [7, 30, 90];

/** Chooses the days, and the line where there are several. */
export function RangeBar({ range, today }: { range: Range; today: string }) {
  const words = useInsightWords();
  const navigate = useNavigate();
  const isManager = useSuspenseQuery(meQuery).data.role !== 'member';
  const lines = useQuery(linesQuery);
  const { lineId } = range;
  const go = (search: Range) => navigate({ to: '/delivery/insight', search });
  return (
    <div className={styles.range}>
      <nav aria-label={words.range}>
        {usual.map((count) => {
          const days = lastDays(count, today);
          const isHere = days.from === range.from && days.until === range.until;
          return (
            <Link
              key={count}
              to="/delivery/insight"
              search={{ ...days, ...(lineId && { lineId }) }}
              className={buttonClass(isHere ? 'plain' : 'quiet')}
              aria-current={isHere ? 'true' : undefined}
              activeProps={{}}
            >
              {words.days(count)}
            </Link>
          );
        })}
      </nav>
      <form
        key={`${range.from} ${range.until}`}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const [from, until] = [String(form.get('from')), String(form.get('until'))].sort() as [string, string];
          void go({ from, until, ...(lineId && { lineId }) });
        }}
      >
        <label>
          {words.from}
          <input type="date" name="from" required defaultValue={range.from} />
        </label>
        <label>
          {words.until}
          <input type="date" name="until" required defaultValue={range.until} />
        </label>
        <Button type="submit">{words.show}</Button>
      </form>
      {lines.data && lines.data.length > 1 && (
        <label>
          {words.line}
          <select
            value={lineId ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const { from, until } = range;
              void go({ from, until, ...(value && { lineId: value }) });
            }}
          >
            <option value="">{words.allLines}</option>
            {lines.data.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {isManager && (
        <a href={`/api/v1/exports/texts.csv?from=${range.from}&until=${range.until}`} download className={styles.save}>
          {words.saveFile}
        </a>
      )}
    </div>
  );
}
