import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { loadPush, loadWorker } from '../offline.ts';
import { meQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Part, YesOrNo } from './choices.tsx';
import styles from './settings.module.css';
import { useSettingsWords } from './words.ts';

/** What holds in this browser only: whether it is told of news, and whether it works without a network. */
export function ThisBrowser() {
  const words = useSettingsWords();
  return (
    <Part title={words.browser}>
      <Push />
      <Kept />
    </Part>
  );
}

function Push() {
  const { push } = useSettingsWords();
  const client = useQueryClient();
  const { id } = useSuspenseQuery(meQuery).data;
  const queryKey = ['standing', id];
  const { data: standing } = useQuery({ queryKey, queryFn: async () => (await loadPush()).standing(id), gcTime: 0 });
  const change = useMutation({
    mutationFn: async (isOn: boolean) => {
      const { turnOn, turnOff } = await loadPush();
      return isOn ? turnOn(id) : turnOff(id);
    },
    onSuccess: (now) => client.setQueryData(queryKey, now),
  });
  const trial = useMutation({ mutationFn: async () => (await loadPush()).sendTrial(id) });
  if (!standing) return null;
  const isOn = standing === 'on';
  return (
    <div className={styles.stack}>
      <p role="status">
        {push[standing]} {standing === 'blocked' && push.unblock[browserKind()]} {trial.isSuccess && isOn && push.sent}
      </p>
      {(isOn || standing === 'off') && (
        <div className={styles.acts}>
          {isOn && (
            <Button isBusy={trial.isPending} onClick={() => trial.mutate()}>
              {push.trial}
            </Button>
          )}
          <Button isBusy={change.isPending} onClick={() => change.mutate(!isOn)}>
            {isOn ? push.turnOff : push.turnOn}
          </Button>
        </div>
      )}
      <ErrorNote error={change.error ?? trial.error} />
    </div>
  );
}

/** Each hides it in another place. */
function browserKind(): 'app' | 'firefox' | 'chrome' | 'safari' {
  if (matchMedia('(display-mode: standalone)').matches) return 'app';
  if (/Firefox/.test(navigator.userAgent)) return 'firefox';
  return /Chrome|Chromium|CriOS/.test(navigator.userAgent) ? 'chrome' : 'safari';
}

function Kept() {
  const { kept } = useSettingsWords();
  const client = useQueryClient();
  const queryKey = ['worker'];
  const { data: isKept } = useQuery({ queryKey, queryFn: async () => (await loadWorker()).isKept(), gcTime: 0 });
  const [wanted, setWanted] = useState<boolean>();
  const change = useMutation({
    mutationFn: async (isWanted: boolean) => (await loadWorker()).setKept(isWanted),
    // Without it there are no notifications either.
    onSettled: () =>
      client.invalidateQueries({ predicate: (query) => ['worker', 'standing'].includes(String(query.queryKey[0])) }),
  });
  if (isKept === undefined || !('serviceWorker' in navigator)) return null;
  function choose(isWanted: boolean): void {
    setWanted(isWanted);
    change.mutate(isWanted, { onError: () => setWanted(undefined) });
  }
  return (
    <>
      <YesOrNo label={kept.label} hint={kept.hint} value={wanted ?? isKept} choose={choose} />
      <ErrorNote error={change.error} />
    </>
  );
}
