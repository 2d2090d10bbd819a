import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answering, type AnswerValue, type Reading, readAnswer } from '../../src/domain/questions/questions.ts';

const choices = (...labels: string[]) => labels.map((label) => ({ id: label.split(/\W/u)[0]!.toLowerCase(), label }));

/** The questions of the tables, by the name that a row calls them. */
export const asked = {
  yes_no: { kind: 'yes_no' },
  shift: { kind: 'choice', choices: choices('Morning (7-12)', 'Afternoon', 'Night') },
  turno: {
    kind: 'choice',
    choices: [
      { id: 'manana', label: 'Mañana' },
      { id: 'tarde', label: 'Tarde' },
      { id: 'noche', label: 'Noche' },
    ],
  },
  days: { kind: 'choices', choices: choices('Friday', 'Saturday', 'Sunday') },
  boxes: { kind: 'number', unit: 'boxes', min: 0, max: 5000, isWhole: true },
  hours: { kind: 'number', unit: 'hours', min: 0, max: 24 },
  amount: { kind: 'number' },
  scale: { kind: 'scale', min: 1, max: 5 },
  time: { kind: 'time' },
  morning: { kind: 'time', earliest: '05:00', latest: '12:00' },
  date: { kind: 'date' },
  text: { kind: 'text' },
  photo: { kind: 'photo' },
} satisfies Record<string, Answering>;

/**
 * A text and what it counts as: 'yes', 'friday,sunday', '30', '19:30', '2026-11-28'; '?' where nothing is counted, and
 * '? yes|no' where that is what is offered.
 */
export type Row = [question: keyof typeof asked, language: 'en' | 'es', body: string, says: string];

function said(value: AnswerValue): string {
  if (value.kind === 'choice') return value.ids.join(',');
  if (value.kind === 'number') return String(value.number);
  return value.kind === 'time'
    ? value.time
    : value.kind === 'date'
      ? value.date
      : value.kind === 'text'
        ? value.text
        : 'photo';
}

function verdictOf(reading: Reading): string {
  if (reading.sureness === 'sure') return said(reading.value);
  return reading.sureness === 'unsure' && reading.offers.length > 0 ? `? ${reading.offers.map(said).join('|')}` : '?';
}

/** The day on which every text of the tables comes: a Thursday. */
const today = '2026-11-26';

/** One test that reads all rows and names each that was read otherwise. */
export function rowsRead(name: string, rows: Row[]): void {
  test(`${name}: ${rows.length} texts`, () => {
    const wrong = rows.flatMap(([question, language, body, says]) => {
      const reading = readAnswer(asked[question], { body, pictures: 0 }, { language, today });
      const verdict = verdictOf(reading);
      const isRight = verdict === says || (says === '?' && verdict.startsWith('?'));
      return isRight
        ? []
        : [
            `${question} ${language} ${JSON.stringify(body)}: ${says}, but ${verdict} (${JSON.stringify(reading.reason)})`,
          ];
    });
    assert.deepEqual(wrong, []);
  });
}
