import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';
import page from '../../ui/writing.module.css';
import { moment } from '../../words/formats.ts';
import { type Broadcast, nameOf, stateOf } from '../content.ts';
import { useSayWhom } from '../say-whom.ts';
import { useBroadcastWords } from '../words.ts';
import styles from './going.module.css';
import { useGoingWords } from './words.ts';

/** What went out, to whom, by whom and when; and what can be done about it. */
export function Head({ broadcast, act }: { broadcast: Broadcast; act: ReactNode }) {
  const words = useGoingWords();
  const own = useBroadcastWords();
  const whom = useSayWhom(broadcast.audience);
  const state = stateOf(broadcast);
  const { body, dispatchedBy, dispatchedAt, firstAt } = broadcast;
  return (
    <>
      <header className={page.head}>
        <Link to="/broadcasts" className={page.back}>
          <Icon name="back" label={words.back} />
        </Link>
        <h1>
          <bdi>{nameOf(broadcast)}</bdi>
        </h1>
      </header>
      <div className={styles.about}>
        <div>
          <p className={styles.facts}>
            <strong>{own.state[state]}</strong> · <bdi>{own.to(whom)}</bdi> ·{' '}
            {dispatchedAt &&
              own[state === 'scheduled' ? 'planned' : 'sent'](moment(dispatchedAt), dispatchedBy?.name ?? '')}
            {state === 'scheduled' && firstAt && ` · ${own.starts(moment(firstAt))}`}
          </p>
          <p className={styles.words} dir="auto">
            {body}
          </p>
        </div>
        {act}
      </div>
    </>
  );
}
