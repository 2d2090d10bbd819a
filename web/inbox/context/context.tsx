import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense, useId } from 'react';
import type { Conversation } from '../../api.ts';
import { nameShown } from '../../name-shown.ts';
import { personQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Face } from '../../ui/face.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { View } from '../../views.ts';
import { longDate } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { aimAt, assignPanel } from '../acts/aim.ts';
import { ByHand } from '../opt-out-later.ts';
import { TranscriptLink } from '../transcript-later.ts';
import { useInboxWords } from '../words.ts';
import { Arrived } from './arrived.tsx';
import styles from './context.module.css';
import { Groups } from './groups.tsx';
import { TheirTime } from './their-time.tsx';

interface Given {
  conversation: Conversation;
  view: View;
  close: () => void;
}

/** Who the open conversation is with: at a glance, without leaving it. */
export function Context({ conversation, view, close }: Given) {
  const { context, acts } = useInboxWords();
  const { inbox } = useWords();
  const { person, assignee } = conversation;
  const known = useQuery(personQuery(person.id)).data;
  const fields = Object.entries(known?.fields ?? {});
  return (
    <aside
      className={styles.context}
      aria-label={context.label(person.name)}
      data-pane
      tabIndex={-1}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <header className={styles.head}>
        <Face name={person.name} />
        <h2>
          <Link to="/people/$personId" params={{ personId: person.id }}>
            <bdi>{nameShown(person)}</bdi>
          </Link>
        </h2>
        <Button look="icon" data-tip={context.close} shortcut="i" onClick={close}>
          <Icon name="close" label={context.close} />
        </Button>
      </header>
      <Part title={context.phones}>
        {person.phonesShown.map((phone) => (
          <p key={phone}>
            <bdi dir="ltr">{phone}</bdi>
          </p>
        ))}
        {person.isPractice && <p className={styles.second}>{context.practice}</p>}
      </Part>
      <Part title={context.groups}>
        {known && known.groups.length > 0 ? (
          <Groups names={known.groups} view={view} />
        ) : (
          <p className={styles.second}>{known && context.noGroups}</p>
        )}
      </Part>
      {known?.timeZone && (
        <Part title={context.time}>
          <TheirTime timeZone={known.timeZone} />
        </Part>
      )}
      {fields.length > 0 && (
        <Part title={context.facts}>
          <dl className={styles.pairs}>
            {fields.map(([name, value]) => (
              <div key={name}>
                <dt dir="auto">{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      <Part title={context.assignee}>
        <p className={styles.pair}>
          <span>{assignee ? <bdi>{assignee.name}</bdi> : context.nobody}</span>
          <Button
            look="text"
            shortcut="a"
            popoverTarget={assignPanel}
            aria-haspopup="dialog"
            onClick={({ currentTarget }) => aimAt([conversation], currentTarget)}
          >
            {acts.assign.act}
          </Button>
        </p>
      </Part>
      <Part title={context.delivery}>
        <Arrived conversationId={conversation.id} view={view} />
        <Suspense>
          <TranscriptLink conversationId={conversation.id} />
        </Suspense>
      </Part>
      <Part title={context.consent}>
        <p>
          {person.optedOutAt
            ? context.optedOut(longDate(person.optedOutAt), person.isOptedOutByUs)
            : person.stopRequest
              ? inbox.asksToStop
              : context.mayText}
        </p>
        {known && (
          <p className={styles.pair}>
            <span>{context.since}</span> <span>{longDate(known.createdAt)}</span>
          </p>
        )}
        <Suspense>
          <ByHand person={person} />
        </Suspense>
      </Part>
    </aside>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
