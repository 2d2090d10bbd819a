import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, ask, type Question, Refused } from '../../api.ts';
import { meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Icon } from '../../ui/icon.tsx';
import { didAct } from '../../ui/undo.ts';
import { useLanguage } from '../../words/words.ts';
import { type Content, type Form, nameOf, type Step } from '../content.ts';
import { questionQuery } from '../queries.ts';
import { MayNotAsk } from '../questions.tsx';
import { useQuestionWords } from '../words.ts';
import styles from './builder.module.css';
import { Cost } from './cost.tsx';
import { type Faults, faultOf, mapFaults } from './faults.ts';
import { inSpanish } from './faults-es.ts';
import { isLike, newForm } from './form.ts';
import { More } from './more.tsx';
import { Overlaps } from './overlaps.tsx';
import { Phone } from './phone.tsx';
import { PlanList } from './plan-list.tsx';
import { SaveBar } from './save-bar.tsx';
import { Sentence } from './sentence.tsx';
import { Steps } from './steps.tsx';
import { usePlan } from './use-plan.ts';
import { useBuilderWords } from './words.ts';

/** A new question, like one that many ask where that was chosen. */
export function NewQuestion() {
  const { like } = useSearch({ strict: false });
  const words = useBuilderWords();
  const { templates } = useQuestionWords();
  const language = useLanguage();
  return (
    <Builder
      key={like}
      initial={newForm(language, words, templates, isLike(like, templates) ? like : undefined)}
      question={undefined}
    />
  );
}

/** A question that is asked already, to be changed. */
export function ChangeQuestion() {
  const { questionId = '' } = useParams({ strict: false });
  const { data: question, error } = useQuery(questionQuery(questionId));
  if (error) return <ErrorNote error={error} />;
  if (!question) return <Blocks />;
  const { name, content } = question;
  // A name that follows from the words goes on to follow from them.
  const own = nameOf({ name: '', content }) === name ? '' : name;
  return <Builder key={question.id} initial={{ name: own, content }} question={question} />;
}

function Builder({ initial, question }: { initial: Form; question: Question | undefined }) {
  const words = useBuilderWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const language = useLanguage();
  const { role } = useSuspenseQuery(meQuery).data;
  const page = useRef<HTMLElement>(null);
  const [form, setForm] = useState(initial);
  const [hasTried, setTried] = useState(false);
  const plan = usePlan(form, hasTried);
  const { content } = form;

  function change(changed: Partial<Content>): void {
    save.reset();
    setForm((before) => ({ ...before, content: { ...before.content, ...changed } }));
  }

  const save = useMutation({
    mutationFn: () => {
      const body = { name: nameOf(form), content };
      return question
        ? ask(api.PATCH('/api/v1/questions/{id}', { params: { path: { id: question.id } }, body }))
        : ask(api.POST('/api/v1/questions', { body }));
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['questions'] });
      didAct(question ? words.save.changed(saved.name) : words.save.added(saved.name));
      await navigate({ to: '/questions' });
    },
    onError: () => {
      setTried(true);
      setTimeout(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong]')?.focus());
    },
  });

  const refused = save.error instanceof Refused ? save.error.problem.fields : undefined;
  const first = content.steps[0] as Step;
  const hasAudience = content.audience.groupIds.length + content.audience.personIds.length > 0;
  const { 'content.audience': nobody, ...others } = plan.faults;
  const found: Faults = { ...(hasTried && nobody && { 'content.audience': nobody }), ...others, ...refused };
  const faults = language === 'es' ? mapFaults(found, inSpanish) : found;
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
        <More
          form={form}
          change={change}
          rename={(name) => setForm((before) => ({ ...before, name }))}
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
        failure={refused ? null : save.error}
        isBusy={save.isPending}
        save={() => save.mutate()}
      />
    </section>
  );
}
