import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { arrivedQuery } from '../../queries.ts';
import type { View } from '../../views.ts';
import { moment, number } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';
import styles from './context.module.css';

/** How many texts got there, and the last that did not, which is one step away. */
export function Arrived({ conversationId, view }: { conversationId: string; view: View }) {
  const { context } = useInboxWords();
  const { data } = useQuery(arrivedQuery(conversationId));
  if (!data) return null;
  const { sent, delivered, lastFailure } = data;
  return (
    <dl className={styles.pairs}>
      <div>
        <dt>{context.delivered}</dt>
        <dd>{sent > 0 ? context.of(number(delivered), number(sent)) : context.noneSent}</dd>
      </div>
      {lastFailure && (
        <div>
          <dt>{context.lastFailure}</dt>
          <dd>
            <Link to="/inbox/$view/$conversationId" params={{ view, conversationId }} hash={lastFailure.messageId}>
              {moment(lastFailure.at)}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
