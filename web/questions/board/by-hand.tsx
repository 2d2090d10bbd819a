import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { type Answering, type AnswerValue, api, ask, type BoardAsk } from '../../api.ts';
import { MenuPopover } from '../../ui/menu.tsx';
import { actFailed, didAct } from '../../ui/undo.ts';
import { sayValue } from '../reading/say-value.ts';
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
  const has = (value: AnswerValue) => JSON.stringify(counted?.value) === JSON.stringify(value);
  return (
    <>
      <MenuPopover
        id={byHandMenu}
        label={words.label(aimed?.person.name ?? '')}
        anchor={() => aim.current?.beside}
        items={() => [
          ...offers(answering).map((value) => ({
            words: sayValue(answering, value, answerWords),
            isOn: has(value),
            run: () => aimed && !has(value) && void set(aimed, value),
          })),
          ...(isTyped(answering) ? [{ words: words.other, run: () => askFor(aimed) }] : []),
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

/** The answers that can be chosen from a menu. */
function offers(answering: Answering): AnswerValue[] {
  switch (answering.kind) {
    case 'yes_no':
      return ['yes', 'no'].map((id) => ({ kind: 'choice', ids: [id] }));
    case 'choice':
      return answering.choices.map(({ id }) => ({ kind: 'choice', ids: [id] }));
    case 'scale':
      return answering.max - answering.min > 12
        ? []
        : Array.from({ length: answering.max - answering.min + 1 }, (_, at) => ({
            kind: 'number',
            number: answering.min + at,
          }));
    case 'photo':
      return [{ kind: 'photo' }];
    default:
      return [];
  }
}

const isTyped = (answering: Answering) => offers(answering).length === 0;

/** Sets an answer; null is none, and undefined takes back what was set by hand last. */
function useSetAnswer(answering: Answering, step: number) {
  const { byHand: words } = useBoardWords();
  const answerWords = useAnswerWords();
  const client = useQueryClient();

  function show(changed: BoardAsk): void {
    client.setQueriesData<InfiniteData<{ items: BoardAsk[] }>>(
      { predicate: ({ queryKey }) => queryKey[0] === 'round' && queryKey[2] === 'asks' },
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            items: page.items.map((each) => (each.id === changed.id ? changed : each)),
          })),
        },
    );
  }

  return async ({ id, person }: BoardAsk, value: AnswerValue | null | undefined) => {
    const path = { params: { path: { id } } };
    const undo = async () => show(await ask(api.DELETE('/api/v1/asks/{id}/answer', path)));
    const said = value ? words.did(person.name, sayValue(answering, value, answerWords)) : words.didNone(person.name);
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
