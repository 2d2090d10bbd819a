import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { Board } from '../../ui/board.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Decided, type UnclearReply, unclearQuery } from './queries.ts';
import { Reply } from './reply.tsx';
import styles from './unclear.module.css';
import { useUnclearWords } from './words.ts';

interface Row {
  reply: UnclearReply;
  decided?: Decided;
}

/** The replies for which somebody has to say what they mean. Each takes one click, and may teach the question. */
export function Unclear() {
  const words = useUnclearWords();
  const { data, error, refetch } = useQuery(unclearQuery);
  // What was decided here stays, also when it is open again: the list that is asked for anew does not have it any more.
  const [touched, touch] = useState<Row[]>([]);
  const set = (row: Row) =>
    touch((before) =>
      before.some(({ reply }) => reply.id === row.reply.id)
        ? before.map((each) => (each.reply.id === row.reply.id ? row : each))
        : [...before, row],
    );
  const ids = new Set(touched.map(({ reply }) => reply.id));
  const open = data?.items.filter(({ id }) => !ids.has(id)).map((reply) => ({ reply })) ?? [];
  const rows: Row[] = [...touched, ...open];
  return (
    <Board title={words.title}>
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={error} retry={refetch} />
      {!data && !error && <Blocks />}
      {data && rows.length === 0 && (
        <Empty title={words.none} text={words.noneText}>
          <Link to="/questions" className={buttonClass()}>
            {words.toQuestions}
          </Link>
        </Empty>
      )}
      <ul className={styles.replies}>
        {rows.map(({ reply, decided }) => (
          <Reply
            key={reply.id}
            reply={reply}
            decided={decided}
            decide={(one) => set({ reply, decided: one })}
            putBack={() => set({ reply })}
          />
        ))}
      </ul>
      {data?.next && <p className={styles.lead}>{words.more}</p>}
    </Board>
  );
}
