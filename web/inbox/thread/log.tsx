import { useEffect, useState } from 'react';
import { onArrival } from '../../live.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { time } from '../../words/formats.ts';
import { words } from '../../words/words.ts';
import { isBlank } from '../blank.ts';
import { useInboxWords } from '../words.ts';

/** What comes within two seconds is spoken as one; the rest is for its way here. */
const gatherMs = 2_500;

/**
 * Speaks the texts that arrive in a conversation while it is open, and only those: the thread itself is a plain list,
 * because a live list would be read out again when older texts are added to it.
 */
export function ArrivalLog({ conversationId, name }: { conversationId: string; name: string }) {
  const { thread } = useInboxWords();
  const [lines, setLines] = useState<{ id: string; text: string }[]>([]);
  useEffect(() => {
    let gathered: { id: string; body: string; at: string }[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const speak = () => {
      timer = undefined;
      const [first] = gathered;
      if (!first) return;
      const text =
        gathered.length === 1
          ? thread.arrived(name, first.body, time(first.at))
          : thread.arrivedMany(gathered.length, name);
      gathered = [];
      setLines((before) => [...before.slice(-9), { id: first.id, text }]);
    };
    const stop = onArrival((message) => {
      if (message.conversationId !== conversationId) return;
      const { blank, media } = words().inbox;
      const nothing = message.media.length > 0 ? media : blank;
      const body = isBlank(message.body) ? nothing : message.body;
      gathered.push({ id: message.id, body, at: message.createdAt });
      timer ??= setTimeout(speak, gatherMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [conversationId, name, thread]);

  return (
    <Hidden role="log">
      {lines.map((line) => (
        <span key={line.id}>{line.text} </span>
      ))}
    </Hidden>
  );
}
