import { answersWithinMs, mostAnswers, plannedParts } from '../../../../src/domain/limits/answered-enough.ts';
import type { TimelineItem } from '../../../api.ts';

/** Whether the program answers no more by itself in a thread, as the server reckons it. */
export function hasAnsweredEnough(entries: TimelineItem[], now: number): boolean {
  const texts = entries.flatMap(({ message }) => (message ? [message] : []));
  const recent = texts
    .slice(texts.findLastIndex(({ sentBy }) => sentBy) + 1)
    .filter(({ direction, createdAt }) => direction === 'outbound' && now - Date.parse(createdAt) < answersWithinMs);
  const isPlanned = (part?: string) => plannedParts.some((planned) => planned === part);
  return recent.filter(({ question }) => !isPlanned(question?.part)).length >= mostAnswers;
}
