import { useQuery } from '@tanstack/react-query';
import { type Answering, type AnswerValue, api, ask, type QuestionContent } from '../../../api.ts';

/** A round with what was asked in it; the same that its board shows. */
export const roundQuery = (roundId: string) => ({
  queryKey: ['round', roundId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    ask(api.GET('/api/v1/rounds/{id}', { params: { path: { id: roundId } }, signal })),
});

/** What was asked, where an answer cannot be said without: choices by their ids, numbers with their unit. */
export function useAsked(value: AnswerValue | null, roundId: string | undefined): Answering | undefined {
  const isPlain = !value || (value.kind === 'choice' ? isYesOrNo(value.ids) : value.kind !== 'number');
  const { data } = useQuery({ ...roundQuery(roundId ?? ''), enabled: !isPlain && roundId !== undefined });
  const steps = data?.round.content.steps ?? [];
  return value ? steps[stepOf(steps, value)]?.answering : undefined;
}

/** Which of several questions an answer fits; -1 where none. */
export function stepOf(steps: QuestionContent['steps'], value: AnswerValue): number {
  const fits = ({ answering }: QuestionContent['steps'][number]) => {
    if (value.kind === 'number') return answering.kind === 'number' || answering.kind === 'scale';
    if (value.kind !== 'choice') return answering.kind === value.kind;
    if (answering.kind === 'yes_no') return isYesOrNo(value.ids);
    return 'choices' in answering && answering.choices.some(({ id }) => id === value.ids[0]);
  };
  return steps.findIndex(fits);
}

const isYesOrNo = ([id]: string[]) => id === 'yes' || id === 'no';
