import { useMutation } from '@tanstack/react-query';
import { api, ask, type Delivery } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { moment } from '../words/formats.ts';
import styles from './delivery.module.css';
import { useLook } from './use-look.ts';
import { useDeliveryWords } from './words.ts';

interface Given {
  parked: Delivery['parked'];
  most: number;
  labels: Map<string, string>;
  canManage: boolean;
}

/** What a company brought and we could not take in: why, and another try. */
export function ParkedList({ parked: { count, items }, labels, canManage }: Given) {
  const words = useDeliveryWords();
  const look = useLook();
  const replay = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/delivery/replays')),
    onSuccess: look,
  });
  const { data } = replay;
  const hidden = count - items.length;
  return (
    <>
      {count > 0 && (
        <section className={styles.part} aria-labelledby="parked">
          <div className={styles.head}>
            <h2 id="parked">{words.parked}</h2>
            {canManage && (
              <Button isBusy={replay.isPending} onClick={() => replay.mutate()}>
                {words.tryAgain(count)}
              </Button>
            )}
          </div>
          <p className={styles.lead}>{words.parkedLead}</p>
          <ul className={`${styles.rows} ${styles.table}`}>
            {items.map(({ id, lineId, receivedAt, fault }) => (
              <li key={id} className={styles.text}>
                <time className={styles.time} dateTime={receivedAt}>
                  {moment(receivedAt)}
                </time>
                <div className={styles.what}>
                  <p>
                    <bdi>{labels.get(lineId)}</bdi>
                  </p>
                  <p className={styles.lead}>
                    {words.fault}: {fault}
                  </p>
                </div>
              </li>
            ))}
          </ul>
          {hidden > 0 && <p className={styles.lead}>{words.more(hidden)}</p>}
        </section>
      )}
      <ErrorNote error={replay.error} />
      <p role="status">
        {data && (
          <>
            {words.taken(data.taken)} {data.parked > 0 && words.stillParked(data.parked)}
          </>
        )}
      </p>
    </>
  );
}
