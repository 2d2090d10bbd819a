import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Question, Refused } from '../../api.ts';
import { meQuery } from '../../queries.ts';
import { ClashNote, goToClash } from '../../ui/clash-note.tsx';
import { Icon } from '../../ui/icon.tsx';
import { newId } from '../../ui/new-id.ts';
import { didAct } from '../../ui/undo.ts';
import { changedSince, useShared } from '../../ui/use-shared.ts';
import { useStart } from '../../ui/use-start.ts';
import styles from '../../ui/writing.module.css';
import { useWords } from '../../words/words.ts';
import { type Content, type Form, formOf, nameOf, type Step } from '../content.ts';
import { AskNow } from '../list/ask-now.tsx';
import { newestRoundQuery, questionQuery } from '../queries.ts';
import { MayNotAsk } from '../questions.tsx';
import { useAskNow } from '../use-ask-now.ts';
import { type Begun, ofNew, useKeep } from './begun.ts';
import { Cost } from './cost.tsx';
import { type Faults, faultOf, mapFaults } from './faults.ts';
import { More } from './more.tsx';
import { Overlaps } from './overlaps.tsx';
import { Phone } from './phone.tsx';
import { PlanList } from './plan-list.tsx';
import { Rules } from './rules.tsx';
import { SaveBar } from './save-bar.tsx';
import { rewrite, saveNew } from './save-new.ts';
import { Sentence } from './sentence.tsx';
import { Steps } from './steps.tsx';
import { usePlan } from './use-plan.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  initial: Form;
  /** The saved question that is changed; left out, a new one is written. */
  question?: Question;
  left?: Begun | undefined;
  /** Why it could not be asked for anew. */
  trouble?: unknown;
}

/** The page on which a question is written, whether it is new or asked already. */
export function Builder({ initial, question, left, trouble }: Given) {
  const words = useBuilderWords();
  const client = useQueryClient();
  const begin = useStart();
  const { said } = useWords().errors;
  const { id: memberId, role } = useSuspenseQuery(meQuery).data;
  const page = useRef<HTMLElement>(null);
  const [form, setForm] = useState(initial);
  const [hasTried, setTried] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const plan = usePlan(form, hasTried);
  const askNow = useAskNow();
  const { content } = form;

  const shared = useShared<Question, Form>({
    found: question ?? null,
    read: () => client.fetchQuery({ ...questionQuery(question?.id ?? ''), staleTime: 0 }),
    written: () => form,
    writtenIn: formOf,
    isTouched: (kept) => isTouched(kept),
    show: (next) => {
      save.reset();
      setForm(next);
    },
    left: left?.standing,
  });
  const isTouched = (kept: Question) => JSON.stringify(bodyOf(form)) !== JSON.stringify(bodyOf(formOf(kept)));

  const keep = useKeep(question?.id ?? ofNew);
  const isOver = useRef(false);
  function end(): void {
    isOver.current = true;
    keep(null);
  }
  const leave = useRef(() => {});
  leave.current = () => {
    const standing = shared.now();
    const { kept, clash } = standing;
    if (!isOver.current) keep(!kept || clash || isTouched(kept) ? { form, standing } : null);
  };
  useEffect(() => () => leave.current(), []);

  /** Not while it is being saved: what is written then would be neither in it nor in the next. */
  function write(next: (before: Form) => Form): void {
    if (save.isPending) return;
    save.reset();
    // Who is still here although they have left went there in another window.
    isOver.current = false;
    // Until it is tried here, what is written is another question than one that an earlier visit may have saved.
    setForm((before) => (hasTried ? next(before) : { ...next(before), key: newId() }));
  }
  const change = (changed: Partial<Content>) =>
    write((before) => ({ ...before, content: { ...before.content, ...changed } }));

  const save = useMutation({
    onMutate: begin,
    mutationFn: (_isNow: boolean) => {
      if (question) return shared.write(form, (form, version) => rewrite(question.id, bodyOf(form), version));
      const renew = (key: string) => setForm((before) => ({ ...before, key }));
      return saveNew(bodyOf(form), { key: form.key, wasTried: hasTried, memberId, renew });
    },
    onSuccess: async (saved, isNow, start) => {
      end();
      await client.invalidateQueries({ queryKey: ['questions'] });
      if (isNow && (await askNow(saved, start))) return;
      const did = question ? words.save.changed(saved.name) : words.save.added(saved.name);
      if (start.isHere()) didAct(did);
      await start.leadOn({ to: '/questions' }, did);
    },
    onError: (error, _, start) => {
      start?.failed(question ? words.save.change : words.save.add, error);
      setTried(true);
      // Whoever has left meanwhile finds it again, with what is to be said about it.
      if (!page.current) keep({ form, standing: shared.now() });
      setTimeout(() => {
        if (changedSince(error)) goToClash(page.current);
        else page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]')?.focus();
      });
    },
  });

  const refused = save.error instanceof Refused ? save.error.problem.fields : undefined;
  const first = content.steps[0] as Step;
  const hasAudience = content.audience.groupIds.length + content.audience.personIds.length > 0;
  const { 'content.audience': nobody, ...others } = plan.faults;
  const found: Faults = { ...(hasTried && nobody && { 'content.audience': nobody }), ...others, ...refused };
  const faults = mapFaults(found, (fault, path) =>
    /\.(words\.\d+|filled|act\.\w+)$/.test(path) ? words.save.writeHere : said(fault),
  );
  if (role === 'member') return <MayNotAsk />;
  return (
    <section
      ref={page}
      className={styles.page}
      aria-label={question ? words.editTitle : words.newTitle}
      data-pane
      tabIndex={-1}
    >
      <header className={styles.head}>
        <Link to="/questions" className={styles.back}>
          <Icon name="back" label={words.back} />
        </Link>
        <h1>{question ? words.editTitle : words.newTitle}</h1>
        {question && <ToAnswers questionId={question.id} />}
      </header>
      <div className={styles.main}>
        <Sentence content={content} change={change} faults={faults} />
        <Cost
          content={content}
          replace={(text) => change({ steps: content.steps.with(0, { ...first, words: text }) })}
        />
      </div>
      <div className={styles.rest}>
        <Overlaps content={content} zones={plan.zones} questionId={question?.id} />
        <PlanList
          zones={plan.zones}
          hasAudience={hasAudience}
          schedule={content.schedule}
          change={(schedule) => change({ schedule })}
        />
        <Steps content={content} change={change} faults={faults} />
        <Rules content={content} change={change} fault={faultOf(faults, 'rules')} />
        <More
          form={form}
          change={change}
          rename={(name) => write((before) => ({ ...before, name }))}
          quotaFault={faultOf(faults, 'quota')}
        />
      </div>
      <aside className={styles.side}>
        <Phone content={content} questionId={question?.id} />
      </aside>
      <SaveBar
        question={question}
        zones={plan.zones}
        problems={hasTried ? Object.keys(faults).length : 0}
        failure={refused || changedSince(save.error) ? null : (save.error ?? trouble)}
        isBusy={save.isPending}
        save={() => save.mutate(false)}
        askNow={!question && hasAudience && first.words.trim() ? () => setAsking(true) : null}
        leave={end}
      >
        {shared.clash && (
          <ClashNote
            clash={shared.clash}
            swap={shared.swap}
            turn={shared.turn}
            keepMine={() => {
              shared.keepMine();
              save.mutate(false);
            }}
          />
        )}
      </SaveBar>
      {isAsking && <AskNow content={content} ask={() => save.mutate(true)} close={() => setAsking(false)} />}
    </section>
  );
}

const bodyOf = (form: Form) => ({ name: nameOf(form), content: form.content });

/** The way to the board of the round that began last. */
function ToAnswers({ questionId }: { questionId: string }) {
  const words = useBuilderWords();
  const round = useQuery(newestRoundQuery(questionId)).data;
  return (
    round && (
      <Link to="/questions/$questionId/rounds/$roundId" params={{ questionId, roundId: round.id }}>
        {words.toAnswers}
      </Link>
    )
  );
}
