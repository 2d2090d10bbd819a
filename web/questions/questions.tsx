import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Question } from '../api.ts';
import { membersQuery, meQuery } from '../queries.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Board } from '../ui/board.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { anyOf } from '../words/formats.ts';
import styles from './list/list.module.css';
import { QuestionRow } from './list/question-row.tsx';
import { Templates } from './list/templates.tsx';
import { questionsQuery } from './queries.ts';
import { useQuestionWords } from './words.ts';

/** What the team asks: every question with whom, when, and how many have answered. */
export function Questions() {
  const words = useQuestionWords();
  const { role } = useSuspenseQuery(meQuery).data;
  const { data: questions, error, refetch } = useQuery(questionsQuery());
  const archived = useQuery(questionsQuery(true)).data;
  const [showsArchived, showArchived] = useState(false);
  const canManage = role !== 'member';
  const act = (
    <Link to="/questions/new" className={buttonClass('primary')} aria-keyshortcuts="Q">
      {words.add}
    </Link>
  );
  return (
    <Board title={words.title} act={canManage && questions && questions.length > 0 && act}>
      <ErrorNote error={error} retry={refetch} />
      {!questions && !error && <Blocks />}
      {!canManage && <MayNotAsk />}
      {questions?.length === 0 && (
        <>
          <Empty title={words.emptyTitle} text={words.empty}>
            {canManage && act}
          </Empty>
          {canManage && <Templates />}
        </>
      )}
      {questions && <List questions={questions} canManage={canManage} />}
      {archived && archived.length > 0 && (
        <Button look="text" aria-expanded={showsArchived} onClick={() => showArchived(!showsArchived)}>
          {showsArchived ? words.hideArchived : words.showArchived}
        </Button>
      )}
      {showsArchived && archived && archived.length > 0 && (
        <section aria-label={words.archived} className={styles.archived}>
          <List questions={archived} canManage={canManage} />
        </section>
      )}
    </Board>
  );
}

function List({ questions, canManage }: { questions: Question[]; canManage: boolean }) {
  return (
    <ul className={styles.rows}>
      {questions.map((question) => (
        <QuestionRow key={question.id} question={question} canManage={canManage} />
      ))}
    </ul>
  );
}

/** Who may not ask is told whom to turn to. */
export function MayNotAsk() {
  const words = useQuestionWords();
  const members = useQuery(membersQuery).data ?? [];
  const managers = members.filter((each) => each.role !== 'member' && !each.deactivatedAt).map(({ name }) => name);
  return managers.length > 0 && <p className={styles.hint}>{words.mayNotAsk(anyOf(managers))}</p>;
}
