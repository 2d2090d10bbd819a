import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Conversation } from '../../api.ts';
import { nameShown } from '../../name-shown.ts';
import { personQuery } from '../../queries.ts';
import { buttonClass } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Icon } from '../../ui/icon.tsx';
import type { View } from '../../views.ts';
import { timeThere } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';
import styles from './thread.module.css';

interface Given {
  conversation: Conversation;
  view: View;
  /** What can be done with all of it. */
  children: ReactNode;
}

/** Who the conversation is with, and what can be done with all of it. */
export function ThreadHead({ conversation: { person }, view, children }: Given) {
  const { thread } = useInboxWords();
  const there = timeThere(useQuery(personQuery(person.id)).data?.timeZone, useNow(60_000));
  const name = nameShown(person);
  const phone = person.phonesShown[0] === name ? null : person.phonesShown[0];
  const facts = [person.isPractice && thread.practice, there && thread.there(there)].filter(Boolean);
  return (
    <header className={styles.head}>
      <Link to="/inbox/$view" params={{ view }} className={`${buttonClass('icon')} ${styles.back}`}>
        <Icon name="back" label={thread.back} />
      </Link>
      <div className={styles.who}>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p>
          {phone && <bdi dir="ltr">{phone}</bdi>}
          {phone && facts.length > 0 && ' · '}
          {facts.join(' · ')}
        </p>
      </div>
      {children}
    </header>
  );
}
