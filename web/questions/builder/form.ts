import { newId } from '../../ui/new-id.ts';
import type { Form, Step } from '../content.ts';
import { today } from '../dates.ts';
import type { QuestionWords } from '../words-en.ts';
import type { BuilderWords } from './words-en.ts';

type Like = keyof QuestionWords['templates'];

export const isLike = (like: unknown, templates: object): like is Like => typeof like === 'string' && like in templates;

/** A new question, sensible in everything but its words and its people; or like one that many ask. */
export function newForm(
  language: 'en' | 'es',
  { defaults }: BuilderWords,
  templates: QuestionWords['templates'],
  like?: Like,
): Form {
  const first: Step = {
    words: like ? templates[like].words : '',
    answering: like === 'hours' ? { kind: 'number', unit: templates.hours.unit, min: 0, max: 80 } : { kind: 'yes_no' },
  };
  const weekdays: Record<Like, (1 | 2 | 3 | 4 | 5)[]> = { saturday: [3], hours: [5], home: [1, 2, 3, 4, 5] };
  return {
    key: newId(),
    name: '',
    content: {
      language,
      steps: [first],
      schedule: {
        repeat: { every: 'weeks', n: 1, weekdays: weekdays[like ?? 'saturday'] },
        startsOn: today(),
        at: like === 'home' ? '18:00' : '16:00',
        zone: 'person',
        skipDates: [],
      },
      audience: { groupIds: [], personIds: [] },
      closing: like === 'home' ? { afterMinutes: 240 } : { daysLater: 1, at: '12:00' },
      nudges: {
        afterMinutes: like === 'home' ? 60 : 240,
        most: 1,
        words: [defaults.nudge],
        quiet: { from: '21:00', until: '08:00' },
      },
      overlap: 'tag',
      mostReasked: 2,
      thanks: defaults.thanks,
      rules: [],
    },
  };
}
