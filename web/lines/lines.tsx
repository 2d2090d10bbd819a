import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Line } from '../api.ts';
import { linesQuery } from '../queries.ts';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { Copy } from '../ui/copy.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { focusContent } from '../ui/focus.ts';
import { ConnectTwilio } from './connect-twilio.tsx';
import { KeywordAnswersOf } from './keyword-answers.tsx';
import styles from './lines.module.css';
import { Price } from './price.tsx';
import { useLineWords } from './words.ts';

/** The numbers that the team texts from, and how to connect one. */
export function Lines() {
  const words = useLineWords();
  const lines = useQuery(linesQuery);
  const [isConnecting, setConnecting] = useState(false);
  const [connected, setConnected] = useState<string>();
  function finish(line: Line): void {
    setConnecting(false);
    setConnected(line.label);
    focusContent();
  }

  const hasReal = lines.data?.some((line) => !line.isPractice);
  return (
    <Board title={words.title}>
      <h2 className={styles.title}>{words.listTitle}</h2>
      <p className={styles.lead}>
        {words.lead} <Link to="/limits">{words.limits}</Link>
      </p>
      <ErrorNote error={lines.error} retry={lines.refetch} />
      <div role="status">{connected && <p className={styles.done}>{words.connected(connected)}</p>}</div>
      <ul className={styles.lines}>
        {lines.data?.map((line) => (
          <LineItem key={line.id} line={line} isOnlyPractice={!hasReal} />
        ))}
      </ul>
      {lines.data && hasReal && !isConnecting && <Button onClick={() => setConnecting(true)}>{words.another}</Button>}
      {lines.data && (!hasReal || isConnecting) && <ConnectTwilio done={finish} />}
    </Board>
  );
}

function LineItem({ line, isOnlyPractice }: { line: Line; isOnlyPractice: boolean }) {
  const words = useLineWords();
  const practice = isOnlyPractice ? words.practiceLead : words.practiceBeside;
  const isLocal = /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(line.webhooks.inbound);
  return (
    <li className={styles.line}>
      <h3>
        <bdi>{line.label}</bdi>
      </h3>
      <p>{line.isPractice ? practice : line.numberShown ? <bdi dir="ltr">{line.numberShown}</bdi> : words.noNumber}</p>
      {line.pausedAt && (
        <p className={styles.paused}>
          <strong>{words.paused}.</strong> {line.pausedReason} <Link to="/delivery">{words.toDelivery}</Link>
        </p>
      )}
      {!line.isPractice && <Price line={line} />}
      {!line.isPractice && <KeywordAnswersOf line={line} />}
      {!line.isPractice && (
        <div className={styles.inbound}>
          <h4>{words.inboundTitle}</h4>
          <p>{words.inboundLead}</p>
          <Copy label={words.inbound} text={line.webhooks.inbound} />
          {isLocal && <p className={styles.paused}>{words.localWarning}</p>}
        </div>
      )}
    </li>
  );
}
