import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAnswerWords } from '../../words/answers.ts';
import { dayOfWeek } from '../../words/formats.ts';
import styles from './answers.module.css';
import { Part } from './part.tsx';
import { answersQuery } from './queries.ts';
import { usePersonWords } from './words.ts';

/** What somebody answered of late, a square for each round, the newest first; and how fast they usually are. */
export function Answers({ personId }: { personId: string }) {
  const words = usePersonWords();
  const say = useAnswerWords();
  const { data } = useQuery(answersQuery(personId));
  if (!data) return null;
  const { rounds, usual } = data;
  return (
    <Part title={words.answers}>
      {rounds.length === 0 && <p>{words.noAnswers}</p>}
      <ul className={styles.squares}>
        {rounds.map(({ askId, roundId, question, date, state, value, answering, isLate }) => {
          const said = value ? say.value(value, answering) : words.states[state];
          const told = words.round(dayOfWeek(`${date}T12:00`), question.name, isLate ? `${said}, ${words.late}` : said);
          const id = value?.kind === 'choice' ? value.ids[0] : undefined;
          const tone = value ? ((id === 'yes' || id === 'no') && id) || 'other' : state;
          return (
            <li key={askId}>
              <Link
                to="/questions/$questionId/rounds/$roundId"
                params={{ questionId: question.id, roundId }}
                className={styles.square}
                data-tone={tone}
                data-late={isLate || undefined}
                data-tip={told}
                aria-label={told}
              />
            </li>
          );
        })}
      </ul>
      {usual && <p className={styles.usual}>{words.usually(usual.minutes, usual.of)}</p>}
    </Part>
  );
}
