import type { Question } from '../../api.ts';
import { today, useDates } from '../dates.ts';
import { useQuestionWords } from '../words.ts';

/** Says when a question is asked next: "next tomorrow at 4:00 PM", "next Wed, Dec 9 at 4:00 PM". */
export function useNext(): (question: Question) => string {
  const words = useQuestionWords();
  const dates = useDates();
  return ({ nextDate, content }) => {
    if (!nextDate) return words.notAgain;
    const now = new Date();
    const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    const near = { [today(now)]: words.today, [today(tomorrow)]: words.tomorrow };
    return words.next(words.at(near[nextDate] ?? dates.date(nextDate), dates.time(content.schedule.at)));
  };
}
