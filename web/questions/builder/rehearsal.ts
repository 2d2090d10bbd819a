import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readKeyword } from '../../../src/domain/people/keywords.ts';
import { nextStep } from '../../../src/domain/questions/next-step.ts';
import { askingAgainWords, askingWords } from '../../../src/domain/questions/words.ts';
import { type AnswerReading, api, ask } from '../../api.ts';
import type { Content, Step } from '../content.ts';

/** One reply that was tried, what it was read as, and what is said to it. */
export interface Exchange {
  body: string;
  /** To which of several questions. */
  step: number;
  /** Missing when the phone companies keep the text for themselves. */
  reading?: AnswerReading;
  said: string | null;
  /** The question that is open after it; null when there is none. */
  next: number | null;
}

/** Tries replies to a question that may not be saved yet: the server reads them as it reads real ones. */
export function useRehearsal(content: Content, questionId: string | undefined) {
  const [exchanges, setExchanges] = useState<Exchange[]>([]);
  const { steps, language, mostReasked, thanks } = content;
  const made = JSON.stringify([steps, language, mostReasked, thanks]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said to another question says nothing of this one
  useEffect(() => setExchanges([]), [made]);

  const last = exchanges.at(-1);
  const step = last ? last.next : 0;

  const trial = useMutation({
    mutationFn: async (body: string): Promise<Exchange> => {
      // After the end a reply is a try at the same question again.
      const at = step ?? last?.step ?? 0;
      if (readKeyword(body, false) === 'stop') return { body, step: at, said: null, next: null };
      const { words: _, answering } = steps[at] as Step;
      const reading = await ask(
        api.POST('/api/v1/question-trials', {
          body: { answering, language, body, step: at, ...(questionId && { questionId }) },
        }),
      );
      return { body, step: at, reading, ...follow(content, at, reading, timesAsked(at)) };
    },
    onSuccess: (exchange) => setExchanges((before) => [...(step === null ? [] : before), exchange]),
  });

  const timesAsked = (at: number) =>
    exchanges.filter((each) => each.step === at && each.reading && each.reading.sureness !== 'sure').length;
  return { exchanges, trial, startAgain: () => setExchanges([]) };
}

function follow(content: Content, at: number, reading: AnswerReading, asked: number): Pick<Exchange, 'said' | 'next'> {
  const { steps, language, mostReasked, thanks } = content;
  const step = steps[at] as Step;
  if (reading.sureness !== 'sure' || !reading.value) {
    const mayAskAgain = asked < mostReasked;
    return { said: mayAskAgain ? askingAgainWords(step, language, null) : null, next: mayAskAgain ? at : null };
  }
  const next = nextStep(steps, at, reading.value);
  return { said: next === null ? (thanks ?? null) : askingWords(steps[next] as Step, language, null), next };
}
