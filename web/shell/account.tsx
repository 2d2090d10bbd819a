import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { api, ask, type Me } from '../api.ts';
import { meQuery } from '../queries.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Icon } from '../ui/icon.tsx';
import { useStart } from '../ui/use-start.ts';
import { useWords } from '../words/words.ts';
import styles from './account.module.css';
import shellStyles from './shell.module.css';
import { leaveTo, signOut } from './sign-out.ts';

/** Who is signed in, the way to their settings, and the way out. */
export function Account({ me }: { me: Me }) {
  const { shell } = useWords();
  const client = useQueryClient();
  const begin = useStart();
  const id = useId();
  const bringBack = useMutation({
    onMutate: begin,
    mutationFn: () => ask(api.PATCH('/api/v1/me', { body: { gettingStartedHidden: false } })),
    onSuccess: async (changed, _, start) => {
      client.setQueryData(meQuery.queryKey, changed);
      document.getElementById(id)?.hidePopover();
      await start.leadOn({ to: '/inbox/$view', params: { view: 'waiting' } });
    },
  });
  const leave = useMutation({
    mutationFn: () => signOut(me.id),
    onSuccess: () => leaveTo('/sign-in'),
  });
  return (
    <>
      <button type="button" className={`${shellStyles.way} ${styles.opener}`} popoverTarget={id}>
        <Icon name="account" />
        {shell.account}
      </button>
      <div id={id} popover="auto" className={styles.account} role="dialog" aria-label={shell.account}>
        <p>
          <strong>
            <bdi>{me.name}</bdi>
          </strong>
          <br />
          <span className={styles.team}>
            <bdi>{me.team.name}</bdi>
          </span>
        </p>
        <div className={styles.acts}>
          <Link to="/team" className={buttonClass()} onClick={() => document.getElementById(id)?.hidePopover()}>
            {shell.team}
          </Link>
          <Link to="/broadcasts" className={buttonClass()} onClick={() => document.getElementById(id)?.hidePopover()}>
            {shell.tell}
          </Link>
          <Link to="/replies" className={buttonClass()} onClick={() => document.getElementById(id)?.hidePopover()}>
            {shell.replies}
          </Link>
          <Link to="/settings" className={buttonClass()} onClick={() => document.getElementById(id)?.hidePopover()}>
            {shell.settings}
          </Link>
          <Link to="/lines" className={buttonClass()} onClick={() => document.getElementById(id)?.hidePopover()}>
            {shell.setup}
          </Link>
          {me.gettingStarted.isHidden && (
            <Button isBusy={bringBack.isPending} onClick={() => bringBack.mutate()}>
              {shell.gettingStarted}
            </Button>
          )}
          <Button isBusy={leave.isPending} onClick={() => leave.mutate()}>
            {shell.signOut}
          </Button>
        </div>
        <ErrorNote error={bringBack.error ?? leave.error} />
      </div>
    </>
  );
}
