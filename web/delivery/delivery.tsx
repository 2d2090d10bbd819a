import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import type { Delivery } from '../api.ts';
import { useRefresh } from '../live.ts';
import { deliveryQuery, meQuery } from '../queries.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Board } from '../ui/board.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { focusIfLost } from '../ui/focus.ts';
import { number } from '../words/formats.ts';
import { useAge } from './age.ts';
import { DeliveryBar } from './bar.tsx';
import { counted } from './counted.ts';
import styles from './delivery.module.css';
import { Failures } from './failures.tsx';
import { LineItem } from './line-item.tsx';
import { ParkedList } from './parked.tsx';
import { UnknownList } from './unknown.tsx';
import { useDeliveryWords } from './words.ts';

/** What waits to leave, on which line and since when; and what needs a person before it arrives anywhere. */
export function DeliveryPage() {
  const words = useDeliveryWords();
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...deliveryQuery, refetchInterval: 10_000 });
  useRefresh('delivery', 1000, () => true);
  return (
    <Board title={words.title}>
      <DeliveryBar />
      <ErrorNote error={error} retry={refetch} />
      {data ? <Found delivery={data} fetchedAt={dataUpdatedAt} /> : !error && <Blocks />}
    </Board>
  );
}

function Found({ delivery, fetchedAt }: { delivery: Delivery; fetchedAt: number }) {
  const words = useDeliveryWords();
  const canManage = useSuspenseQuery(meQuery).data.role !== 'member';
  const age = useAge(delivery.at, fetchedAt);
  const labels = new Map(delivery.lines.map(({ id, label }) => [id, label]));
  // What was decided is gone from the page, with the button that did it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is delivered says when
  useLayoutEffect(() => focusIfLost(document.getElementById('content')), [delivery]);
  return (
    <>
      <Summary delivery={delivery} age={age} />
      <UnknownList unknown={delivery.unknown} canManage={canManage} />
      <ParkedList parked={delivery.parked} most={delivery.mostCounted} labels={labels} canManage={canManage} />
      <section className={styles.part} aria-labelledby="lines">
        <h2 id="lines">{words.lines}</h2>
        <ul className={styles.rows}>
          {delivery.lines.map((line) => (
            <LineItem key={line.id} line={line} most={delivery.mostCounted} age={age} canManage={canManage} />
          ))}
        </ul>
      </section>
      <Failures failures={delivery.failures} most={delivery.mostCounted} />
    </>
  );
}

function Summary({ delivery, age }: { delivery: Delivery; age: (since: string) => string }) {
  const words = useDeliveryWords();
  const { lines, lastLeftAt, noneLeftOf, mostCounted } = delivery;
  const waiting = lines.reduce((sum, line) => sum + line.waiting, 0);
  const none = noneLeftOf ? words.noneLeft(number(noneLeftOf)) : words.neverLeft;
  const oldest = lines.map((line) => line.waitingSince ?? '~').sort()[0] ?? '';
  return (
    <p className={styles.summary}>
      {waiting > 0 ? words.waits(counted(waiting, mostCounted, words), age(oldest)) : words.nothingWaits}{' '}
      {lastLeftAt ? words.lastLeft(age(lastLeftAt)) : none}
    </p>
  );
}
