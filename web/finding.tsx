import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import { showSheet, useSheet } from './ui/finding.ts';
import { useFindingWords } from './ui/finding-words.ts';
import { whenIdle } from './ui/idle.ts';
import { useKeys } from './ui/keys.ts';
import { Optional } from './ui/optional.tsx';

const Sheets = lazy(async () => ({ default: (await import('./palette/sheets.tsx')).Sheets }));

/** The palette and the sheets beside it, fetched when there is nothing else to do, so that they open at once. */
export function Finding() {
  const words = useFindingWords();
  const client = useQueryClient();
  const sheet = useSheet();
  const [isNear, setNear] = useState(false);
  useEffect(() => afterFirstLists(client, () => setNear(true)), [client]);
  useKeys({
    'Mod+k': { words: words.find, run: () => showSheet(sheet === 'palette' ? null : 'palette'), whileTyping: true },
  });
  if (!isNear && !sheet) return null;
  return (
    <Optional>
      <Sheets sheet={sheet} />
    </Optional>
  );
}

/** Calls back once nothing is being fetched for the page itself. Answers how to call it off. */
function afterFirstLists(client: QueryClient, act: () => void): () => void {
  let stop = () => {};
  const look = () => {
    if (client.isFetching() === 0) act();
    else stop = later(look);
  };
  stop = later(look);
  return () => stop();
}

function later(act: () => void): () => void {
  let stop = () => {};
  const timer = setTimeout(() => {
    stop = whenIdle(act);
  }, 150);
  return () => {
    clearTimeout(timer);
    stop();
  };
}
