import { useQuery } from '@tanstack/react-query';
import type { Conversation } from '../../api.ts';
import { linesQuery } from '../../queries.ts';
import { useLanguage } from '../../words/words.ts';

/** What a text would cost, where somebody has said what the line costs; null where nobody has. */
export function usePrice({ person, lineId }: Conversation, segments: number): string | null {
  const language = useLanguage();
  const lines = useQuery(linesQuery).data;
  // As the server chooses: practice over the practice line, and everything as long as there is no other.
  const real = lines?.filter((each) => !each.isPractice) ?? [];
  const fitting = person.isPractice || real.length === 0 ? (lines?.filter((each) => each.isPractice) ?? []) : real;
  const line = fitting.find(({ id }) => id === lineId) ?? fitting[0];
  if (!line?.pricePerSegment) return null;
  const { amount, currency } = line.pricePerSegment;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  return new Intl.NumberFormat(language, { style: 'currency', currency, ...digits }).format(amount * segments);
}
