import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { type Answering, type AnswerValue, api, ask, type BoardAsk } from '../../api.ts';
import { patchKept } from '../../patch-kept.ts';
import { MenuPopover } from '../../ui/menu.tsx';
import { actFailed, didAct } from '../../ui/undo.ts';
import { sayAnswer } from '../../words/say-answer.ts';
import { offersOf } from '../reading/offers.ts';
import { useAnswerWords } from '../reading/words.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { useBoardWords } from './words.ts';

export const byHandMenu = 'answer-by-hand';

interface Given {
  /** Whose answer the menu is about. */
  aim: RefObject<{ ask: BoardAsk; beside: Element } | null>;
  aimed: BoardAsk | undefined;
  answering: Answering;
  step: number;
}

/** Sets somebody's answer by hand, as when they have phoned: one menu for the whole board. It can be taken back. */
export function ByHand({ aim, aimed, answering, step }: Given) {
  const { byHand: words } = useBoardWords();
  const answerWords = useAnswerWords();
  const set = useSetAnswer(answering, step);
  const [asking, askFor] = useState<BoardAsk>();
  const counted = aimed?.answers[step];
  const offers = offersOf(answering);
  const has = (value: AnswerValue) => JSON.stringify(counted?.value) === JSON.stringify(value);
  return (
    <>
      <MenuPopover
        id={byHandMenu}
        label={words.label(aimed?.person.name ?? '')}
        anchor={() => aim.current?.beside}
        items={() => [
          ...offers.map((value) => ({
            words: sayAnswer(value, answering, answerWords),
            isOn: has(value),
            run: () => aimed && !has(value) && void set(aimed, value),
          })),
          ...(offers.length === 0 ? [{ words: words.other, run: () => askFor(aimed) }] : []),
          ...(counted ? [{ words: words.none, isSeparate: true, run: () => aimed && void set(aimed, null) }] : []),
          ...(counted?.setBy ? [{ words: words.takeBack, run: () => aimed && void set(aimed, undefined) }] : []),
        ]}
      />
      {asking && (
        <AnswerDialog
          title={words.label(asking.person.name)}
          answering={answering}
          value={asking.answers[step]?.value}
          close={() => askFor(undefined)}
          done={(value) => {
            askFor(undefined);
            void set(asking, value);
          }}
        />
      )}
    </>
  );
}

/** Sets an answer; null is none, and undefined takes back what was set by hand last. */
function useSetAnswer(answering: Answering, step: number) {
  const { byHand: words } = useBoardWords();
  const answerWords = useAnswerWords();
  const client = useQueryClient();

  function show(changed: BoardAsk): void {
    patchKept<InfiniteData<{ items: BoardAsk[] }>>(
      client,
      { predicate: ({ queryKey }) => queryKey[0] === 'round' && queryKey[2] === 'asks' },
      (known) => ({
        ...known,
        pages: known.pages.map((page) => ({
          ...page,
          items: page.items.map((each) => (each.id === changed.id ? changed : each)),
        })),
      }),
    );
  }

  return async ({ id, person }: BoardAsk, value: AnswerValue | null | undefined) => {
    const path = { params: { path: { id } } };
    const undo = async () => show(await ask(api.DELETE('/api/v1/asks/{id}/answer', path)));
    const said = value ? words.did(person.name, sayAnswer(value, answering, answerWords)) : words.didNone(person.name);
    try {
      if (value === undefined) await undo();
      else {
        show(await ask(api.PUT('/api/v1/asks/{id}/answer', { ...path, body: { step, value } })));
        didAct(said, undo);
      }
    } catch (error) {
      actFailed(words.failed(person.name), error);
    }
  };
}
