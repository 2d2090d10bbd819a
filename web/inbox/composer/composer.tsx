import { Link } from '@tanstack/react-router';
import type { Conversation } from '../../api.ts';
import { longDate } from '../../words/formats.ts';
import styles from './composer.module.css';
import { TextBox } from './text-box.tsx';
import { useComposerWords } from './words.ts';

/** Where a text is written. Closed, with the reason, to a person who has opted out. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { box: composer } = useComposerWords();
  const { person } = conversation;
  if (person.optedOutAt) {
    return (
      <p className={styles.closed} role="status">
        {person.isOptedOutByUs ? (
          <>
            {composer.optedOutByUs(person.name, longDate(person.optedOutAt))}{' '}
            <Link to="/people/opt-outs">{composer.wayBack}</Link>
          </>
        ) : (
          composer.optedOut(person.name, longDate(person.optedOutAt))
        )}
      </p>
    );
  }
  return <TextBox conversation={conversation} />;
}
