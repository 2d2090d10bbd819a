import { type FormEvent, useState } from 'react';
import { askingAgainWords, askingWords } from '../../../src/domain/questions/words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import glass from '../../ui/glass.module.css';
import { Glass, GlassBubble } from '../../ui/glass.tsx';
import type { Content, Step } from '../content.ts';
import { useDates } from '../dates.ts';
import { useSay } from '../say.ts';
import { useAsked } from '../whom.ts';
import styles from './phone.module.css';
import { type Exchange, useRehearsal } from './rehearsal.ts';
import { useFill } from './use-fill.ts';
import { Verdict } from './verdict.tsx';
import { useBuilderWords } from './words.ts';

/** A phone with the question on it, as a person will see it; whoever tries a reply sees what comes of it. */
export function Phone({ content, questionId }: { content: Content; questionId: string | undefined }) {
  const { phone } = useBuilderWords();
  const dates = useDates();
  const [text, setText] = useState('');
  const { exchanges, trial, startAgain } = useRehearsal(content, questionId);
  const fill = useFill();
  const { people } = useAsked(content.audience);
  const first = content.steps[0] as Step;
  const last = exchanges.at(-1);
  const open = content.steps[last ? (last.next ?? last.step) : 0] as Step;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!text.trim() || trial.isPending) return;
    trial.mutate(text.trim());
    setText('');
  }

  return (
    <section className={glass.phone} aria-label={phone.title}>
      <h2 className={glass.title}>{phone.title}</h2>
      <Glass label={phone.screen} time={dates.time(content.schedule.at)}>
        {first.words.trim() ? (
          <ol>
            <Bubble side="came" words={fill(askingWords(first, content.language, null), people[0])} />
            {exchanges.length === 0 ? <WhatElse content={content} /> : <Rehearsed exchanges={exchanges} />}
          </ol>
        ) : (
          <p className={glass.placeholder}>{phone.placeholder}</p>
        )}
      </Glass>
      <form className={styles.try} onSubmit={submit}>
        <input
          aria-label={phone.field}
          value={text}
          dir="auto"
          autoComplete="off"
          placeholder={phone.field}
          maxLength={1_000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" isBusy={trial.isPending}>
          {phone.try}
        </Button>
      </form>
      <div className={styles.samples}>
        {phone.samples[open.answering.kind].map((sample) => (
          <Button key={sample} look="quiet" onClick={() => trial.mutate(sample)}>
            {sample}
          </Button>
        ))}
      </div>
      <div role="status" className={styles.verdict}>
        {last && <Verdict exchange={last} content={content} />}
      </div>
      {last && (
        <Button look="text" onClick={startAgain}>
          {phone.again}
        </Button>
      )}
      <ErrorNote error={trial.error} />
    </section>
  );
}

/** Before anything is tried: all that the question may say by itself. */
function WhatElse({ content }: { content: Content }) {
  const { phone } = useBuilderWords();
  const say = useSay();
  const { nudges, mostReasked, thanks, steps, language } = content;
  return (
    <>
      {nudges?.words[0] && (
        <Bubble side="came" words={nudges.words[0]} when={phone.reminder(say.minutes(nudges.afterMinutes))} />
      )}
      {mostReasked > 0 && (
        <Bubble side="came" words={askingAgainWords(steps[0] as Step, language, null)} when={phone.unclear} />
      )}
      {thanks && <Bubble side="came" words={thanks} when={phone.understood} />}
    </>
  );
}

function Rehearsed({ exchanges }: { exchanges: Exchange[] }) {
  return exchanges.map(({ body, said }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they only grow
    <Pair key={at} body={body} said={said} />
  ));
}

function Pair({ body, said }: { body: string; said: string | null }) {
  return (
    <>
      <Bubble side="went" words={body} />
      {said && <Bubble side="came" words={said} />}
    </>
  );
}

function Bubble({ side, ...text }: { side: 'came' | 'went'; words: string; when?: string }) {
  const { phone } = useBuilderWords();
  return <GlassBubble side={side} who={phone.bubble(side === 'came' ? phone.team : phone.person)} {...text} />;
}
