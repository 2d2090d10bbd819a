import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, ask, type Delivery } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { moment } from '../words/formats.ts';
import { counted } from './counted.ts';
import styles from './delivery.module.css';
import { ChangePace } from './pace.tsx';
import { useLook } from './use-look.ts';
import { useDeliveryWords } from './words.ts';

type Line = Delivery['lines'][number];

interface Given {
  line: Line;
  most: number;
  age: (since: string) => string;
  canManage: boolean;
}

/** A line: whether it sends, what waits on it, how fast it may go, and the ways to stop it and let it go on. */
export function LineItem({ line, most, age, canManage }: Given) {
  const words = useDeliveryWords();
  const look = useLook();
  const [isPacing, setPacing] = useState(false);
  const isStopped = line.pausedAt !== null || line.restsUntil !== null;
  const params = { path: { id: line.id } };
  const act = useMutation({
    mutationFn: () =>
      ask(
        isStopped
          ? api.DELETE('/api/v1/lines/{id}/pause', { params })
          : api.POST('/api/v1/lines/{id}/pause', { params }),
      ),
    onSuccess: look,
  });
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <h3>
          <bdi>{line.label}</bdi>
          <span className={styles.number}>
            {line.numberShown ? <bdi dir="ltr">{line.numberShown}</bdi> : words.service}
          </span>
        </h3>
        {canManage && (
          <Button
            isBusy={act.isPending}
            aria-label={isStopped ? words.resumeLine(line.label) : words.pauseLine(line.label)}
            onClick={() => act.mutate()}
          >
            {isStopped ? words.resume : words.pause}
          </Button>
        )}
      </div>
      <State line={line} />
      <ErrorNote error={act.error} />
      <dl className={styles.figures}>
        <Figure name={words.waiting} isAmber={line.waiting > 0 && isStopped}>
          {counted(line.waiting, most, words)}
        </Figure>
        <Figure name={words.oldest} isAmber={line.waiting > 0 && isStopped}>
          {line.waitingSince ? age(line.waitingSince) : <span className={styles.none}>{words.none}</span>}
        </Figure>
        <Figure name={words.underWay}>{counted(line.underWay, most, words)}</Figure>
        <Figure name={words.later}>{counted(line.later, most, words)}</Figure>
      </dl>
      <p className={styles.pace}>
        {words.pace}: {line.segmentsPerSecond === null ? words.noLimit : words.aSecond(line.segmentsPerSecond)}
        {canManage && (
          <>
            {' · '}
            <Button look="text" aria-label={words.changePace(line.label)} onClick={() => setPacing(true)}>
              {words.change}
            </Button>
          </>
        )}
      </p>
      {isPacing && <ChangePace line={line} close={() => setPacing(false)} />}
    </li>
  );
}

function State({ line }: { line: Line }) {
  const { states } = useDeliveryWords();
  const { pausedAt, pausedBy, pausedReason, restsUntil, restsReason, isPractice } = line;
  if (pausedAt) {
    return (
      <p className={styles.stopped}>
        {pausedBy ? states.pausedBy(pausedBy, moment(pausedAt)) : states.paused(moment(pausedAt))} {pausedReason}
      </p>
    );
  }
  if (restsUntil) {
    return (
      <p className={styles.stopped}>
        {states.rests(moment(restsUntil))} {restsReason}
      </p>
    );
  }
  return <p className={styles.state}>{isPractice ? states.practising : states.sending}</p>;
}

function Figure({ name, isAmber = false, children }: { name: string; isAmber?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-waits={isAmber || undefined}>{children}</dd>
    </div>
  );
}
