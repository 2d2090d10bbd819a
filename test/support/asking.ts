import type { NewQuestion } from '../../src/domain/questions/questions.ts';
import type { Json } from './browser.ts';
import { until } from './until.ts';
import type { openOfficeHours } from './world.ts';

type World = Awaited<ReturnType<typeof openOfficeHours>>;

/** A clock that a story sets; what the database does by itself still goes by its own. */
export function openClock(start: string) {
  let ms = Date.parse(start);
  return {
    now: () => new Date(ms),
    to(time: string) {
      ms = Date.parse(time);
    },
    on(minutes: number) {
      ms += minutes * 60_000;
    },
  };
}

/** A question that is asked of some people on Fridays at four, on their own clocks; what is given replaces that. */
export const saturday = (personIds: string[], changes: Partial<NewQuestion['content']> = {}): NewQuestion => ({
  name: 'Saturday?',
  content: {
    language: 'en',
    steps: [{ words: 'Can you drive on Saturday?', answering: { kind: 'yes_no' } }],
    schedule: {
      repeat: { every: 'weeks', n: 1, weekdays: [5] },
      startsOn: '2026-11-23',
      at: '16:00',
      zone: 'person',
      skipDates: [],
    },
    audience: { groupIds: [], personIds },
    closing: { daysLater: 1, at: '09:00' },
    overlap: 'tag',
    mostReasked: 2,
    rules: [],
    ...changes,
  },
});

/** The same, of which the first Friday never comes: where the clock is the real one, it is asked when somebody says so. */
export const someday = (personIds: string[], changes: Partial<NewQuestion['content']> = {}): NewQuestion =>
  saturday(personIds, { schedule: { ...saturday([]).content.schedule, startsOn: '2040-01-06' }, ...changes });

/** Questions of a world's office, as somebody who watches them sees them. */
export function openAsking({ office }: World) {
  const rounds = async (questionId: string): Promise<Json[]> =>
    (await office.must('GET', `/api/v1/questions/${questionId}/rounds`)).items;
  const asks = async (roundId: string): Promise<Json[]> =>
    (await office.must('GET', `/api/v1/rounds/${roundId}/asks?limit=200`)).items;
  const board = (roundId: string): Promise<Json> => office.must('GET', `/api/v1/rounds/${roundId}`);
  return {
    rounds,
    asks,
    board,
    saves: (question: NewQuestion): Promise<Json> => office.must('POST', '/api/v1/questions', question),
    /** Waits until the newest round of a question is filled, and nobody whose time has come is left to be asked. */
    async newestRound(questionId: string): Promise<Json> {
      return until('the round', async () => {
        const [round] = await rounds(questionId);
        return round && round.state !== 'filling' && round;
      });
    },
    /** Where each person of a round stands: their state, and the words that count. */
    async standing(roundId: string): Promise<Record<string, string>> {
      const all = await asks(roundId);
      return Object.fromEntries(
        all.map(({ person, state, skippedBecause, answers }) => [
          person.name,
          [state, skippedBecause, ...answers.map((answer: Json) => answer && sayValue(answer))]
            .filter(Boolean)
            .join(' '),
        ]),
      );
    },
  };
}

function sayValue({ value, isLate }: Json): string {
  const said = value.ids?.join('+') ?? value.number ?? value.time ?? value.date ?? value.text ?? value.kind;
  return isLate ? `${said} (late)` : String(said);
}
