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
  return value && data ? answeringOf(data.round.content.steps, value) : undefined;
}

function answeringOf(steps: QuestionContent['steps'], value: AnswerValue): Answering | undefined {
  const fits = ({ answering }: QuestionContent['steps'][number]) =>
    value.kind === 'choice'
      ? 'choices' in answering && answering.choices.some(({ id }) => id === value.ids[0])
      : answering.kind === value.kind;
  return steps.find(fits)?.answering;
}

const isYesOrNo = ([id]: string[]) => id === 'yes' || id === 'no';
