import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type Sheet, showSheet } from '../ui/finding.ts';
import { useKeys } from '../ui/keys.ts';
import { endWishElsewhere, wishToType } from '../wish.ts';
import { KeySheet } from './key-sheet.tsx';
import { Palette } from './palette.tsx';
import { usePeopleInMemory } from './people.ts';
import { useRecent } from './recent.ts';
import { usePaletteWords } from './words.ts';

/** What lies over the page, and the keys that lead from anywhere to anywhere. */
export function Sheets({ sheet }: { sheet: Sheet | null }) {
  const { keys, ways } = usePaletteWords();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => router.subscribe('onResolved', endWishElsewhere), [router]);
  const recent = useRecent();
  const known = usePeopleInMemory();
  function search(): void {
    wishToType('search', keys.search);
    void navigate({ to: '/search' });
  }
  useKeys(
    {
      '/': { words: keys.search, run: search },
      n: { words: keys.newText, run: () => showSheet('person') },
      q: { words: keys.newQuestion, run: () => void navigate({ to: '/questions/new' }) },
      b: { words: keys.newBroadcast, run: () => void navigate({ to: '/broadcasts/new' }) },
      '?': { words: keys.keys, run: () => showSheet('keys') },
      'g i': { words: ways.inbox, run: () => void navigate({ to: '/inbox' }) },
      'g p': { words: ways.people, run: () => void navigate({ to: '/people' }) },
      'g a': { words: ways.questions, run: () => void navigate({ to: '/questions' }) },
      'g t': { words: ways.broadcasts, run: () => void navigate({ to: '/broadcasts' }) },
      'g d': { words: ways.delivery, run: () => void navigate({ to: '/delivery' }) },
    },
    true,
  );
  const close = () => showSheet(null);
  if (sheet === 'keys') return <KeySheet close={close} />;
  if (sheet) return <Palette key={sheet} onlyPeople={sheet === 'person'} recent={recent} known={known} close={close} />;
  return null;
}
