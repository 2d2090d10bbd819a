import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask, type Delivery } from '../api.ts';
import { deadline } from '../deadline.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { moment } from '../words/formats.ts';
import { DecideAll } from './decide-all.tsx';
import styles from './delivery.module.css';
import { useLook } from './use-look.ts';
import { useDeliveryWords } from './words.ts';

type Unknown = Delivery['unknown'];
type Item = Unknown['items'][number];

/** Texts of which nobody knows whether they left: what is done about each, and what a person decides. */
export function UnknownList({ unknown, canManage }: { unknown: Unknown; canManage: boolean }) {
  const words = useDeliveryWords();
  const { items, looking, no_trace, several_traces, cannot_look } = unknown;
  const hidden = looking + no_trace + several_traces + cannot_look - items.length;
  return (
    <section className={styles.part} aria-label={items.length > 0 ? words.unknown(items.length) : undefined}>
      {items.length > 0 && (
        <>
          <h2>{words.unknown(items.length)}</h2>
          <p className={styles.lead}>{words.unknownLead}</p>
        </>
      )}
      {canManage && <DecideAll items={items} />}
      {items.length > 0 && (
        <ul className={`${styles.rows} ${styles.table}`}>
          {items.map((item) => (
            <UnknownText key={item.messageId} item={item} />
          ))}
        </ul>
      )}
      {hidden > 0 && <p className={styles.lead}>{words.more(hidden)}</p>}
    </section>
  );
}

function UnknownText({ item }: { item: Item }) {
  const words = useDeliveryWords();
  const look = useLook();
  const { messageId: id, conversationId, company, doubt, lookingUntil } = item;
  const decide = useMutation({
    mutationFn: (choice: 'send_again' | 'leave') =>
      ask(
        api.POST('/api/v1/messages/{id}/decision', { params: { path: { id } }, body: { choice }, signal: deadline() }),
      ),
    // Also when no answer came: it may be decided.
    onSettled: look,
  });
  const looking = lookingUntil ? words.lookingUntil(company, moment(lookingUntil)) : words.looking(company);
  return (
    <li className={styles.text}>
      <time className={styles.time} dateTime={item.since}>
        {moment(item.since)}
      </time>
      <div className={styles.what}>
        <p className={styles.words}>
          <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId }} hash={id}>
            <bdi>{item.name}</bdi>
          </Link>{' '}
          <bdi>{item.words}</bdi>
        </p>
        <p className={styles.lead}>{doubt ? words.doubts[doubt](company) : looking}</p>
        <ErrorNote error={decide.error} />
      </div>
      {doubt && (
        <div className={styles.acts}>
          <Button
            isBusy={decide.isPending}
            aria-label={words.sendAgainTo(item.name)}
            onClick={() => decide.mutate('send_again')}
          >
            {words.sendAgain}
          </Button>
          <Button
            look="quiet"
            isBusy={decide.isPending}
            aria-label={words.leaveTo(item.name)}
            onClick={() => decide.mutate('leave')}
          >
            {words.leave}
          </Button>
        </div>
      )}
    </li>
  );
}
