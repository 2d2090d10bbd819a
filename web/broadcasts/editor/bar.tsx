import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery } from '../../queries.ts';
import { useIsBegunKept } from '../../ui/begun.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useStart } from '../../ui/use-start.ts';
import page from '../../ui/writing.module.css';
import type { Broadcast, Draft, Look } from '../content.ts';
import { useRemove } from '../use-remove.ts';
import { useBroadcastWords } from '../words.ts';
import { useEditorWords } from './words.ts';

interface Given {
  draft: Draft;
  kept: Broadcast | null;
  isKept: boolean;
  /** Whether nothing is kept before somebody has said whose words count. */
  isHeldUp: boolean;
  look: Look | undefined;
  error: unknown;
  send: () => void;
  children: ReactNode;
}

/** That it is kept, what is missing yet, and the button that says to how many it goes. */
export function Bar({ draft, kept, isKept, isHeldUp, look, error, send, children }: Given) {
  const { bar } = useEditorWords();
  const hasWords = draft.body.trim() !== '';
  const willGet = look?.willGet ?? 0;
  const isBad = hasWords && look !== undefined && hasProblems(look);
  const isHere = !isKept && Boolean(error);
  const isKeptHere = useIsBegunKept(useSuspenseQuery(meQuery).data.id);
  const where = isKeptHere ? bar.here : bar.nowhere;
  const missing = !look ? bar.whom : !hasWords ? bar.words : willGet === 0 ? bar.none : isBad ? bar.bad : '';
  return (
    <div className={page.save}>
      {children}
      <div className={page.what} role="status">
        {missing} {!isHeldUp && (isHere ? where : kept && (isKept ? bar.kept : bar.keeping))}
      </div>
      <ErrorNote error={error} />
      {kept?.notSent && <ErrorNote sentence={bar.notSent(kept.notSent.expected, kept.notSent.willGet)} />}
      <div className={page.acts}>
        {kept && <Remove all={{ ...kept, ...draft }} />}
        <Button look="primary" isBusy={look !== undefined && hasWords && (willGet === 0 || isBad)} onClick={send}>
          {look && hasWords && willGet > 0 ? bar.send(willGet) : bar.sendNobody}
        </Button>
      </div>
    </div>
  );
}

/** Whether the server would turn it away as it is: what is wrong is said where it is named. */
function hasProblems({ problems: { fields, tooLong, empty } }: Look): boolean {
  return tooLong > 0 || empty > 0 || fields.some(({ why, hasFallback }) => why === 'unknown' && !hasFallback);
}

/** Throws the draft away, with all that is written by now, and leads to the others. */
function Remove({ all }: { all: Broadcast }) {
  const words = useBroadcastWords();
  const begin = useStart();
  const remove = useRemove();
  return (
    <Button
      look="quiet"
      onClick={async () => {
        const start = begin();
        if (await remove(all)) await start.leadOn({ to: '/broadcasts' });
      }}
    >
      {words.remove}
    </Button>
  );
}
