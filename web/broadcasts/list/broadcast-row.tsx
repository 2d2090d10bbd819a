import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { moment, number } from '../../words/formats.ts';
import { type Broadcast, nameOf, stateOf } from '../content.ts';
import { partsOf } from '../parts.ts';
import { useSayWhom } from '../say-whom.ts';
import { Strip } from '../strip.tsx';
import { useRemove } from '../use-remove.ts';
import { useBroadcastWords } from '../words.ts';
import styles from './list.module.css';

/** One broadcast: its name, to whom, when, and how far it is. */
export function BroadcastRow({ broadcast }: { broadcast: Broadcast }) {
  const words = useBroadcastWords();
  const whom = useSayWhom(broadcast.audience);
  const remove = useRemove();
  const state = stateOf(broadcast);
  const { id, progress, dispatchedAt, dispatchedBy, changedAt, createdBy, firstAt, notSent } = broadcast;
  const name = nameOf(broadcast) || words.unnamed;
  const params = { broadcastId: id };
  const isDraft = state === 'draft';
  const says =
    progress &&
    partsOf(progress)
      .map(({ place, count }) => `${number(count)} ${words.progress[place].toLocaleLowerCase()}`)
      .join(' · ');
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <h3>
          <Link to={isDraft ? '/broadcasts/$broadcastId/edit' : '/broadcasts/$broadcastId'} params={params}>
            <bdi>{name}</bdi>
          </Link>
        </h3>
        <p className={styles.facts}>
          {!isDraft && <strong>{words.state[state]} · </strong>}
          {notSent && <strong>{words.notSent} · </strong>}
          <bdi>{words.to(whom || words.nobody)}</bdi> ·{' '}
          {state === 'scheduled' && firstAt
            ? words.starts(moment(firstAt))
            : dispatchedAt
              ? words.sent(moment(dispatchedAt), dispatchedBy?.name ?? '')
              : words.changed(moment(changedAt), createdBy.name)}
        </p>
        {progress && says && (
          <div className={styles.progress}>
            <Strip progress={progress} words={says} />
            <p>
              <span aria-hidden>{says}</span>
              {progress.replied > 0 && <strong> · {words.replied(progress.replied)}</strong>}
            </p>
          </div>
        )}
      </div>
      {isDraft && (
        <Button look="icon" data-tip={words.remove} onClick={() => void remove(broadcast)}>
          <Icon name="close" label={words.removeOne(name)} />
        </Button>
      )}
    </li>
  );
}
