import { type ReactNode, Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { Conversation } from '../../api.ts';
import type { Thread as Texts } from '../../patch.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import type { View } from '../../views.ts';
import { Composer } from '../composer/composer.tsx';
import { StopRequest } from '../opt-out-later.ts';
import { useInboxWords } from '../words.ts';
import { Stopped } from './by-itself/stopped.tsx';
import { Colleagues } from './colleagues.tsx';
import { ArrivalLog } from './log.tsx';
import { NoteBox } from './note-box.tsx';
import { SendGuard } from './send-guard.tsx';
import { TextList } from './text-list.tsx';
import styles from './thread.module.css';
import { ThreadHead } from './thread-head.tsx';
import { WriteSwitch } from './write-switch.tsx';

interface Given {
  conversation: Conversation;
  texts: Texts | undefined;
  view: View;
  wantedId: string | undefined;
  /** More buttons in the head. */
  children: ReactNode;
}

/** One conversation: who it is with, its texts, and where the next one is written. */
export function Thread({ conversation, texts, view, wantedId, children }: Given) {
  const { thread } = useInboxWords();
  const { name } = conversation.person;
  const [isNote, chooseNote] = useState(false);
  const [latest, placeLatest] = useState<HTMLElement | null>(null);
  const pane = useRef<HTMLElement>(null);
  const isClosed = conversation.person.optedOutAt !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what takes the place of a box takes its focus
  useLayoutEffect(() => focusIfLost(pane.current), [isNote, isClosed]);
  return (
    <section
      ref={pane}
      className={styles.thread}
      aria-label={thread.label(name)}
      data-thread={conversation.id}
      data-pane
      tabIndex={-1}
    >
      <ThreadHead conversation={conversation} view={view}>
        {children}
      </ThreadHead>
      {texts ? (
        <TextList key={wantedId} conversation={conversation} texts={texts} wantedId={wantedId} latest={latest} />
      ) : (
        <Blocks />
      )}
      <Colleagues conversationId={conversation.id} />
      {texts && <Stopped entries={texts.entries} />}
      {conversation.person.stopRequest && (
        <Suspense>
          <StopRequest conversation={conversation} />
        </Suspense>
      )}
      <WriteSwitch isNote={isNote} choose={chooseNote} place={placeLatest} />
      {isNote ? (
        <NoteBox conversationId={conversation.id} done={() => chooseNote(false)} />
      ) : (
        <SendGuard conversationId={conversation.id}>
          <Composer conversation={conversation} />
        </SendGuard>
      )}
      <ArrivalLog conversationId={conversation.id} name={name} />
    </section>
  );
}
