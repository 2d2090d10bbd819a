import type { Act } from '../api.ts';
import { number } from '../words/formats.ts';
import type { SettingWords } from './settings-en.ts';

type Told = Record<string, unknown>;

/** How the value of a setting is said; null where nothing is set. */
type Say = (value: unknown, words: SettingWords, language: string) => string;

/** Longer words are told by their beginning. */
const mostCharacters = 80;

const text: Say = (value, words) => {
  if (typeof value !== 'string') return words.none;
  return value.length > mostCharacters ? `${value.slice(0, mostCharacters)}…` : value;
};
const count: Say = (value, words) => (typeof value === 'number' ? number(value) : words.none);
const yesOrNo: Say = (value, words) => (value ? words.yes : words.no);
const money: Say = (value, words, language) => {
  const { amount, currency } = (value ?? {}) as { amount?: number; currency?: string };
  if (amount === undefined || currency === undefined) return words.none;
  const format = { style: 'currency', currency, maximumFractionDigits: 4 } as const;
  return new Intl.NumberFormat(language, format).format(amount);
};
const hours: Say = (value, words) => {
  const { opens, closes } = (value ?? {}) as { opens?: string; closes?: string };
  if (!opens || !closes) return words.none;
  return `${opens}–${closes}`;
};
const countries: Say = (value, _words, language) => {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return ((value ?? []) as string[]).map((code) => names.of(code) ?? code).join(', ');
};

const says: Record<keyof SettingWords['names'], Say> = {
  hours,
  keepsHours: yesOrNo,
  questionsKeepHours: yesOrNo,
  weekly: count,
  cap: money,
  countries,
  newAbroad: count,
  label: text,
  number: text,
  segmentsPerSecond: count,
  pricePerSegment: money,
  accountSid: text,
  messagingServiceSid: text,
  keywordAnswers: (value, words) => (value === 'hearback' ? 'Hearback' : words.company),
  baseUrl: text,
  en: text,
  es: text,
  dates: count,
};

/** The kinds of acts that change settings. */
const kinds: Act['kind'][] = [
  'limits.changed',
  'line.changed',
  'line.paced',
  'line.priced',
  'line.answers_changed',
  'holidays.changed',
];

/** Which settings an act has changed, each as a sentence with what it was and what it is. */
export function changesOf(act: Act, words: SettingWords, language: string): string[] {
  if (!kinds.includes(act.kind) || !act.after) return [];
  const [before, after]: [Told, Told] = [act.before ?? {}, act.after];
  const changed = (Object.keys(says) as (keyof typeof says)[]).filter(
    (name) => name in after && JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  const renewed = Array.isArray(after.renewed) ? after.renewed.map(String) : [];
  return [
    ...changed.map((name) => {
      const say = (value: unknown) => says[name](value ?? null, words, language);
      return words.changed(words.names[name], say(before[name]), say(after[name]));
    }),
    ...renewed.map((name) => words.renewed(words.secrets[name] ?? name)),
  ];
}
