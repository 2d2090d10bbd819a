import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fullTime, moment } from '../../words/formats.ts';
import styles from './opt-outs.module.css';
import { requestsQuery, type StopRequest } from './queries.ts';
import { useOptOutWords } from './words.ts';

/** Those who seem to ask for no more texts, with their words; a member says what they meant. */
export function Asking() {
  const { asking } = useOptOutWords();
  const { data: requests = [], error, refetch } = useQuery(requestsQuery);
  if (requests.length === 0) return <ErrorNote error={error} retry={refetch} />;
  return (
    <section className={styles.asking} aria-labelledby="asking">
      <h2 id="asking">{asking.title}</h2>
      <p className={styles.lead}>{asking.lead}</p>
      <ul className={styles.rows}>
        {requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
    </section>
  );
}

const dayMs = 86_400_000;

function Request({ request }: { request: StopRequest }) {
  const { asking } = useOptOutWords();
  const client = useQueryClient();
  const now = useNow(60_000);
  const { id, person, shown, words, askedAt, answerBy } = request;
  const name = person?.name ?? shown;
  const decide = useMutation({
    mutationFn: (wantsNone: boolean) =>
      ask(api.POST('/api/v1/stop-requests/{id}/decision', { params: { path: { id } }, body: { wantsNone } })),
    // Also when somebody else was quicker: then there is nothing left to say.
    onSettled: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <li className={styles.request}>
      <p className={styles.who}>
        {person ? (
          <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId: person.conversationId }}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi dir="ltr">{name}</bdi>
        )}{' '}
        <time className={styles.when} dateTime={askedAt} title={fullTime(askedAt)}>
          {moment(askedAt)}
        </time>
      </p>
      {words !== '' && (
        <blockquote className={styles.quote}>
          <bdi>{words}</bdi>
        </blockquote>
      )}
      <div className={styles.acts}>
        <Button
          look="primary"
          isBusy={decide.isPending}
          aria-label={asking.optOutOf(name)}
          onClick={() => decide.mutate(true)}
        >
          {asking.optOut}
        </Button>
        <Button isBusy={decide.isPending} aria-label={asking.notMeantBy(name)} onClick={() => decide.mutate(false)}>
          {asking.notMeant}
        </Button>
        <span className={styles.left}>{asking.daysLeft(Math.round((Date.parse(answerBy) - now) / dayMs))}</span>
      </div>
    </li>
  );
}
