import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Me } from '../api.ts';
import { conversationsQuery, meQuery } from '../queries.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { focusContent } from '../ui/focus.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Icon } from '../ui/icon.tsx';
import { useStart } from '../ui/use-start.ts';
import { useWords } from '../words/words.ts';
import styles from './getting-started.module.css';

type StepName = keyof Me['gettingStarted']['steps'];

/** Four steps, ticked by what the team has done, wherever it was done. */
export function GettingStarted() {
  const { gettingStarted: words } = useWords();
  const { steps } = useSuspenseQuery(meQuery).data.gettingStarted;
  const client = useQueryClient();
  const hide = useMutation({
    mutationFn: () => ask(api.PATCH('/api/v1/me', { body: { gettingStartedHidden: true } })),
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      focusContent();
    },
  });
  return (
    <section className={styles.started} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className={styles.count}>{words.done(Object.values(steps).filter(Boolean).length)}</p>
      <ol className={styles.steps}>
        <Step name="crew" steps={steps}>
          <MeetCrew />
        </Step>
        <Step name="heardBack" steps={steps}>
          <TextSomebody />
        </Step>
        <Step name="people" steps={steps}>
          <Link to="/people" className={buttonClass()}>
            {words.people.act}
          </Link>
        </Step>
        <Step name="line" steps={steps}>
          <Link to="/lines" className={buttonClass()}>
            {words.line.act}
          </Link>
        </Step>
      </ol>
      <Button look="quiet" isBusy={hide.isPending} onClick={() => hide.mutate()}>
        {words.hide}
      </Button>
      <ErrorNote error={hide.error} />
    </section>
  );
}

function Step({ name, steps, children }: { name: StepName; steps: Record<StepName, boolean>; children: ReactNode }) {
  const { gettingStarted: words } = useWords();
  const isDone = steps[name];
  const isNext = !isDone && Object.entries(steps).find(([, done]) => !done)?.[0] === name;
  return (
    <li className={styles.step} data-done={isDone || undefined} data-next={isNext || undefined}>
      <span className={styles.tick}>{isDone && <Icon name="done" />}</span>
      <div>
        <h3>
          {words[name].title}
          {isDone && <Hidden> ({words.isDone})</Hidden>}
        </h3>
        {!isDone && (
          <>
            <p>{words[name].lead}</p>
            {children}
          </>
        )}
      </div>
    </li>
  );
}

function TextSomebody() {
  const { gettingStarted: words } = useWords();
  const client = useQueryClient();
  const begin = useStart();
  const find = useMutation({
    onMutate: begin,
    mutationFn: () => client.fetchInfiniteQuery(conversationsQuery('all')),
    onSuccess: async ({ pages: [page] }, _, start) => {
      const conversationId = page?.items[0]?.id;
      if (conversationId)
        await start.leadOn({ to: '/inbox/$view/$conversationId', params: { view: 'all', conversationId } });
      else await start.leadOn({ to: '/people' });
    },
  });
  return (
    <>
      <Button isBusy={find.isPending} onClick={() => find.mutate()}>
        {words.heardBack.act}
      </Button>
      <ErrorNote error={find.error} />
    </>
  );
}

function MeetCrew() {
  const { gettingStarted: words } = useWords();
  const client = useQueryClient();
  const begin = useStart();
  const meet = useMutation({
    onMutate: begin,
    mutationFn: () => ask(api.POST('/api/v1/practice-crew')),
    onSuccess: async (_data, _given, start) => {
      await client.invalidateQueries();
      if (!start.isHere()) return;
      await start.leadOn({ to: '/inbox/$view', params: { view: 'all' } });
      focusContent();
    },
  });
  return (
    <>
      <Button look="big" isBusy={meet.isPending} onClick={() => meet.mutate()}>
        {words.crew.act}
      </Button>
      <ErrorNote error={meet.error} />
    </>
  );
}
