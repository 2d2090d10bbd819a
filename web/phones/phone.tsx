import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api, ask, type VirtualPhone } from '../api.ts';
import { patchKept } from '../patch-kept.ts';
import { phonesQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Hidden } from '../ui/hidden.tsx';
import styles from './phones.module.css';
import { Screen } from './screen.tsx';
import { isOn, labelOf, switches, turn } from './switches.ts';
import { useTemperaments } from './temperament-words.ts';
import { usePhoneWords } from './words.ts';

const pollMs = 1_500;

const screenQuery = (number: string) =>
  queryOptions({
    queryKey: ['screen', number],
    queryFn: async ({ signal }) => {
      const params = { path: { number } };
      return (await ask(api.GET('/api/v1/practice/phones/{number}/texts', { params, signal }))).items;
    },
    // The pretend phone company tells nobody when a text reaches a phone. A hidden page does not ask.
    refetchInterval: pollMs,
    staleTime: 0,
  });

/** One pretend phone: its screen, a way to text as its person, and what can be wrong with it. */
export function Phone({ phone }: { phone: VirtualPhone }) {
  const words = usePhoneWords();
  const temperaments = useTemperaments();
  const client = useQueryClient();
  const title = useRef<HTMLHeadingElement>(null);
  const [text, setText] = useState('');
  const screen = useQuery(screenQuery(phone.number));
  const params = { path: { number: phone.number } };
  const say = useMutation({
    mutationFn: (body: string) => ask(api.POST('/api/v1/practice/phones/{number}/texts', { params, body: { body } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['screen', phone.number] }),
  });
  useEffect(() => title.current?.focus(), []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!text.trim()) return;
    say.mutate(text.trim(), { onError: () => setText(text) });
    setText('');
  }

  return (
    <div className={styles.phone}>
      <h3 ref={title} tabIndex={-1}>
        <bdi className={styles.name}>{phone.name}</bdi>{' '}
        <span className={styles.meta}>
          <bdi dir="ltr">{phone.numberShown}</bdi> · {temperaments[phone.temperament] ?? phone.temperament}
        </span>
      </h3>
      <Screen name={phone.name} texts={screen.data} />
      <ErrorNote error={say.error ?? screen.error} />
      <form className={styles.write} onSubmit={submit}>
        <label>
          <Hidden>{words.write(phone.name)}</Hidden>
          <input
            value={text}
            dir="auto"
            autoComplete="off"
            placeholder={words.write(phone.name)}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <Button type="submit" aria-label={words.send(phone.name)}>
          {words.sendShort}
        </Button>
      </form>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons are no fields, and a legend would be in the way */}
      <div role="group" aria-label={words.quick(phone.name)} className={styles.quick}>
        {words.quickAnswers.map((answer) => (
          <Button key={answer} onClick={() => say.mutate(answer)}>
            {answer}
          </Button>
        ))}
      </div>
      <Switches key={phone.number} phone={phone} />
      {phone.conversationId && (
        <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId: phone.conversationId }}>
          {words.openConversation}
        </Link>
      )}
    </div>
  );
}

function Switches({ phone }: { phone: VirtualPhone }) {
  const words = usePhoneWords();
  const [behaviour, setBehaviour] = useState(phone.behaviour);
  const client = useQueryClient();
  const params = { path: { number: phone.number } };
  const change = useMutation({
    mutationFn: (behaviour: VirtualPhone['behaviour']) =>
      ask(api.PUT('/api/v1/practice/phones/{number}', { params, body: { behaviour } })),
    onSuccess: (changed) =>
      patchKept<VirtualPhone[]>(client, { queryKey: phonesQuery.queryKey, exact: true }, (all) =>
        all.map((known) => (known.number === changed.number ? changed : known)),
      ),
  });
  return (
    <fieldset className={styles.switches}>
      <legend>{words.switches}</legend>
      {switches.map((each) => (
        <label key={each.name}>
          <input
            type="checkbox"
            checked={isOn(each, behaviour)}
            onChange={(event) => {
              const next = turn(each, behaviour, event.currentTarget.checked);
              setBehaviour(next);
              change.mutate(next, { onError: () => setBehaviour(phone.behaviour) });
            }}
          />
          {labelOf(each, words)}
        </label>
      ))}
      <ErrorNote error={change.error} />
    </fieldset>
  );
}
