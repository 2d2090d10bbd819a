import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { api, ask, type Me } from '../api.ts';
import { meQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Icon } from '../ui/icon.tsx';
import { setTheme, type Theme, useTheme } from '../ui/theme.ts';
import { chooseLanguage, type Language, languages, useLanguage, useWords } from '../words/words.ts';
import styles from './account.module.css';
import shellStyles from './shell.module.css';
import { signOut } from './sign-out.ts';

/** Who is signed in, how the page looks and speaks, and the way out. */
export function Account({ me }: { me: Me }) {
  const { shell } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const id = useId();
  const bringBack = useMutation({
    mutationFn: () => ask(api.PATCH('/api/v1/me', { body: { gettingStartedHidden: false } })),
    onSuccess: async (changed) => {
      client.setQueryData(meQuery.queryKey, changed);
      document.getElementById(id)?.hidePopover();
      await navigate({ to: '/inbox/$view', params: { view: 'waiting' } });
    },
  });
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      client.clear();
    },
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
        <ThemeChoice />
        <LanguageChoice />
        <div className={styles.acts}>
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

function ThemeChoice() {
  const { shell } = useWords();
  const theme = useTheme();
  return (
    <fieldset className={styles.choice}>
      <legend>{shell.theme}</legend>
      {(Object.keys(shell.themes) as Theme[]).map((name) => (
        <label key={name}>
          <input type="radio" name="theme" checked={name === theme} onChange={() => setTheme(name)} />
          {shell.themes[name]}
        </label>
      ))}
    </fieldset>
  );
}

function LanguageChoice() {
  const { shell } = useWords();
  const [wanted, want] = useState(useLanguage());
  return (
    <fieldset className={styles.choice}>
      <legend>{shell.language}</legend>
      {(Object.keys(languages) as Language[]).map((language) => (
        <label key={language} lang={language}>
          <input
            type="radio"
            name="language"
            checked={language === wanted}
            onChange={() => {
              want(language);
              void chooseLanguage(language);
            }}
          />
          {languages[language]}
        </label>
      ))}
    </fieldset>
  );
}
