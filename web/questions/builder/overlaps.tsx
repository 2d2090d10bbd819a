import { useQueries, useQuery } from '@tanstack/react-query';
import type { Person, Planned, Question } from '../../api.ts';
import { groupsQuery } from '../../queries.ts';
import type { Audience, Content } from '../content.ts';
import { useDates } from '../dates.ts';
import { questionsQuery } from '../queries.ts';
import { useAsked } from '../whom.ts';
import styles from './plan.module.css';
import { planQuery } from './use-plan.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  content: Content;
  zones: Planned[];
  /** The question itself, when it is a saved one that is changed. */
  questionId: string | undefined;
}

/** Which other questions will be open for some of the same people at the same time, said before it happens. */
export function Overlaps({ content, zones, questionId }: Given) {
  const { overlap } = useBuilderWords();
  const dates = useDates();
  const others = useOthers(content.audience, questionId);
  const plans = useQueries({ queries: others.map(planQuery) });
  const found = others.flatMap((other, i) => {
    const date = firstClash(zones, plans[i]?.data?.items ?? []);
    return date ? [{ id: other.id, name: other.name, date }] : [];
  });
  if (found.length === 0) return null;
  return (
    <div className={styles.overlaps} role="status">
      {found.map(({ id, name, date }) => (
        <p key={id}>{overlap.one(name, dates.date(date))}</p>
      ))}
      <p>{overlap[content.overlap]}</p>
    </div>
  );
}

/** The questions that are asked of some of the same people. */
function useOthers(audience: Audience, questionId: string | undefined): Question[] {
  const questions = useQuery(questionsQuery()).data ?? [];
  const groups = useQuery(groupsQuery).data ?? [];
  const { people } = useAsked(audience);
  const nameOfGroup = new Map(groups.map(({ id, name }) => [id, name]));
  const isIn = (person: Person, other: Audience) =>
    other.personIds.includes(person.id) ||
    other.groupIds.some((id) => person.groups.includes(nameOfGroup.get(id) ?? ''));
  return questions.filter(
    ({ id, pausedAt, content }) =>
      id !== questionId &&
      !pausedAt &&
      (content.audience.groupIds.some((group) => audience.groupIds.includes(group)) ||
        people.some((person) => isIn(person, content.audience))),
  );
}

/** The first date of ours that is open while one of theirs is, on the clock of the same zone. */
function firstClash(ours: Planned[], theirs: Planned[]): string | undefined {
  const dates = ours.flatMap(({ timeZone, asks }) => {
    const others = theirs.find((plan) => plan.timeZone === timeZone)?.asks ?? [];
    return asks.filter((ask) => others.some((other) => isTogether(ask, other))).map(({ date }) => date);
  });
  return dates.sort()[0];
}

type Ask = Planned['asks'][number];

function isTogether(a: Ask, b: Ask): boolean {
  if (a.skipped || b.skipped || !a.closesAt || !b.closesAt) return false;
  return Date.parse(a.askedAt) < Date.parse(b.closesAt) && Date.parse(b.askedAt) < Date.parse(a.closesAt);
}
