import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Refused } from '../../api.ts';
import { ClashNote, goToClash } from '../../ui/clash-note.tsx';
import { Icon } from '../../ui/icon.tsx';
import sentence from '../../ui/sentence.module.css';
import page from '../../ui/writing.module.css';
import type { Broadcast, Draft } from '../content.ts';
import { lookQuery } from '../queries.ts';
import { Bar } from './bar.tsx';
import { Counter } from './counter.tsx';
import { LastLook } from './last-look.tsx';
import { More } from './more.tsx';
import { Over } from './over.tsx';
import { Phone } from './phone.tsx';
import { useDraft } from './use-draft.ts';
import { useFields } from './use-fields.ts';
import { When } from './when.tsx';
import { WhoGetsIt } from './who-gets-it.tsx';
import { Whom } from './whom.tsx';
import { useEditorWords } from './words.ts';
import { WordsBox } from './words-box.tsx';
import { Zones } from './zones.tsx';

interface Given {
  found: Broadcast | null;
  initial: Draft;
  made: (broadcast: Broadcast) => void;
  /** Why it could not be asked for anew. */
  trouble?: unknown;
}

/** One broadcast as it is written: whom, what, when, and beside it what each of them will see. */
export function Editor({ found, initial, made, trouble }: Given) {
  const words = useEditorWords();
  const { draft, kept, isKept, error, keep, change, clash, isHeldUp } = useDraft({ found, initial, made });
  const look = useQuery(lookQuery(kept));
  const [sending, setSending] = useState<Broadcast>();
  const pane = useRef<HTMLElement>(null);
  const fields = useFields();
  const faults = (error instanceof Refused && error.problem.fields) || {};
  const hasAudience = draft.audience.groupIds.length + draft.audience.personIds.length > 0;
  const title = found ? words.editTitle : words.newTitle;

  async function lookOnceMore(): Promise<void> {
    if (isHeldUp) return goToClash(pane.current);
    if (!hasAudience) return pane.current?.querySelector<HTMLElement>(`[data-blank="${words.blank.to}"]`)?.focus();
    if (!draft.body.trim()) return pane.current?.querySelector('textarea')?.focus();
    await keep().then(setSending, () => {});
  }

  return (
    <section ref={pane} className={page.page} aria-label={title} data-pane tabIndex={-1}>
      <header className={page.head}>
        <Link to="/broadcasts" className={page.back}>
          <Icon name="back" label={words.back} />
        </Link>
        <h1>{title}</h1>
      </header>
      <div className={page.main}>
        <div className={sentence.sentence}>
          <WordsBox text={draft.body} change={(body) => change({ body })} fields={fields} fault={faults.body} />
          <Counter draft={draft} look={look.data} replace={(body) => change({ body })} />
          <Whom audience={draft.audience} change={(audience) => change({ audience })} />{' '}
          <When sendAt={draft.sendAt} change={(sendAt) => change({ sendAt })} fault={faults.sendAt} />{' '}
          <Over lineId={draft.lineId} change={(lineId) => change({ lineId })} />
        </div>
        {draft.sendAt && 'localDate' in draft.sendAt && look.data && <Zones zones={look.data.leaves.zones} />}
        {hasAudience && look.data && <WhoGetsIt look={look.data} />}
        <More draft={draft} change={change} />
      </div>
      <aside className={page.side}>
        <Phone draft={draft} kept={kept} of={look.data?.willGet} />
      </aside>
      <Bar
        draft={draft}
        kept={kept}
        isKept={isKept}
        isHeldUp={isHeldUp}
        look={hasAudience ? look.data : undefined}
        error={error ?? look.error ?? trouble}
        send={() => void lookOnceMore()}
      >
        {clash && <ClashNote {...clash} />}
      </Bar>
      {sending && <LastLook draft={sending} close={() => setSending(undefined)} />}
    </section>
  );
}
