import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { Board } from '../../ui/board.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Decided, unclearQuery } from './queries.ts';
import { Reply } from './reply.tsx';
import styles from './unclear.module.css';
import { useUnclearWords } from './words.ts';

/** The replies for which somebody has to say what they mean. Each takes one click, and may teach the question. */
export function Unclear() {
  const words = useUnclearWords();
  const { data, error } = useQuery(unclearQuery);
  const [decided, decide] = useState<Decided[]>([]);
  const gone = new Map(decided.map((each) => [each.reply.id, each]));
  const open = data?.items.filter(({ id }) => !gone.has(id)) ?? [];
  const rows = [...decided.map(({ reply }) => reply), ...open];
  return (
    <Board title={words.title}>
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={error} />
      {!data && !error && <Blocks />}
      {data && rows.length === 0 && (
        <Empty title={words.none} text={words.noneText}>
          <Link to="/questions" className={buttonClass()}>
            {words.toQuestions}
          </Link>
        </Empty>
      )}
      <ul className={styles.replies}>
        {rows.map((reply) => (
          <Reply
            key={reply.id}
            reply={reply}
            decided={gone.get(reply.id)}
            decide={(one) => decide((before) => [...before, one])}
            putBack={() => decide((before) => before.filter(({ reply: { id } }) => id !== reply.id))}
          />
        ))}
      </ul>
      {data?.next && <p className={styles.lead}>{words.more}</p>}
    </Board>
  );
}
