import { useNavigate } from '@tanstack/react-router';
import { doAct, useKeyList } from '../ui/keys.ts';
import { wishToWrite } from '../wish.ts';
import { fold, hasAll } from './fold.ts';
import { type Found, type Known, useFoundPeople } from './people.ts';
import { usePaletteWords } from './words.ts';

/** One thing that can be chosen. */
export interface Choice {
  id: string;
  words: string;
  /** Said behind the words. */
  detail?: string | undefined;
  shortcut?: string | undefined;
  /** Nobody whom the server finds comes above it. */
  isInMemory?: boolean;
  run: () => void;
}

export interface Group {
  title: string;
  choices: Choice[];
}

interface Given {
  text: string;
  onlyPeople: boolean;
  recent: string[];
  known: Known[];
}

const most = { people: 8, acts: 8 };

/** Keys that only make sense where they are pressed, and those that are ways. */
const isAct = (key: string) => !/^(Arrow|Enter|Escape|Mod\+k|Alt\+|g |[jk]$)/.test(key);

/** What fits what was typed, by kind: from memory at once, and people whom only the server knows a moment later. */
export function useChoices({ text, onlyPeople, recent, known }: Given): { groups: Group[]; isLooking: boolean } {
  const words = usePaletteWords();
  const navigate = useNavigate();
  const keys = useKeyList();
  const { found, isLooking } = useFoundPeople(text);
  const parts = fold(text).split(/\s+/).filter(Boolean);
  const fits = ({ words }: Choice) => hasAll(fold(words), parts);

  /** Whoever chose somebody to text writes next; whoever only went there does not. */
  function open(conversationId: string): void {
    const isOpen = location.pathname.endsWith(`/${conversationId}`);
    if (onlyPeople) wishToWrite(conversationId, words.whom);
    if (isOpen) return;
    const params = { view: 'all', conversationId };
    void navigate({ to: '/inbox/$view/$conversationId', params });
  }

  const toPerson = (person: Known): Choice => ({
    id: `person-${person.conversationId}`,
    words: person.name,
    detail: person.numbers || undefined,
    isInMemory: known.includes(person),
    run: () => open(person.conversationId),
  });
  const people = peopleWho(text, parts, known, found).slice(0, most.people).map(toPerson);
  if (onlyPeople) {
    const first = text.trim() ? people : known.slice(0, most.people).map(toPerson);
    return { groups: nonEmpty([{ title: words.people, choices: first }]), isLooking };
  }

  const byId = new Map(known.map((each) => [each.conversationId, each]));
  const opened = recent.flatMap((id) => byId.get(id) ?? []).map(toPerson);
  const ways = waysOf(words.ways, (to) => void navigate({ to })).filter(fits);
  const acts = keys
    .filter(([key]) => isAct(key))
    .map(([key, said]): Choice => ({ id: `act-${key}`, words: said, shortcut: key, run: () => doAct(key) }))
    .filter((choice, at, all) => fits(choice) && all.findIndex(({ words }) => words === choice.words) === at)
    .slice(0, most.acts);
  const q = text.trim();
  const search: Choice = {
    id: 'search',
    words: q ? words.searchFor(q) : words.searchTexts,
    run: () => void navigate({ to: '/search', search: q ? { q } : {} }),
  };
  const groups = q
    ? [
        { title: words.people, choices: people },
        { title: words.acts, choices: acts },
        { title: words.pages, choices: ways },
        { title: words.texts, choices: [search] },
      ]
    : [
        { title: words.recent, choices: opened },
        { title: words.acts, choices: acts },
        { title: words.pages, choices: ways },
      ];
  return { groups: nonEmpty(groups), isLooking };
}

const nonEmpty = (groups: Group[]) => groups.filter(({ choices }) => choices.length > 0);

/** From memory those first in whose name a word begins so; then whom the server adds, or has found for less. */
function peopleWho(text: string, parts: string[], known: Known[], found: Found): Known[] {
  if (parts.length === 0) return [];
  const digits = text.replace(/\(0\)|[\s+().\-/]/g, '').replace(/^0+(?=\d{6})/, '');
  const wanted = /^\d{3,}$/.test(digits) ? [digits] : parts;
  const here = known.filter(({ folded }) => hasAll(folded, wanted));
  const begins = ({ folded }: Known) => ` ${folded}`.includes(` ${wanted[0]}`);
  const ordered = [...here.filter(begins), ...here.filter((each) => !begins(each))];
  const shown = new Set(ordered.map(({ conversationId }) => conversationId));
  const more = found.people.filter(({ conversationId }) => !shown.has(conversationId));
  return [...ordered, ...more.filter(({ folded }) => found.q === text.trim() || hasAll(folded, wanted))];
}

const addresses = [
  '/inbox',
  '/people',
  '/people/import',
  '/broadcasts',
  '/questions',
  '/delivery',
  '/lines',
  '/limits',
  '/replies',
  '/settings',
  '/team',
] as const;
type Address = (typeof addresses)[number];

const keyOf: Partial<Record<Address, string>> = {
  '/inbox': 'g i',
  '/people': 'g p',
  '/broadcasts': 'g t',
  '/questions': 'g a',
  '/delivery': 'g d',
};

function waysOf(words: Record<string, string>, go: (to: Address) => void): Choice[] {
  return addresses.map((to) => ({
    id: `way-${to.slice(1)}`,
    words: words[to.slice(1)] ?? '',
    shortcut: keyOf[to],
    run: () => go(to),
  }));
}
