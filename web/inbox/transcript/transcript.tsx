import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api, ask, type Message } from '../../api.ts';
import { conversationQuery, meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Board } from '../../ui/board.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { longDate } from '../../words/formats.ts';
import styles from './transcript.module.css';
import { TranscriptText } from './transcript-text.tsx';
import { useTranscriptWords } from './words.ts';

/** All texts of a conversation, the oldest first. */
async function readAll(id: string, signal: AbortSignal): Promise<Message[]> {
  const pages: Message[][] = [];
  for (let before: string | undefined; ; ) {
    const params = { path: { id }, query: { limit: '200', ...(before && { before }) } };
    const page = await ask(api.GET('/api/v1/conversations/{id}/messages', { params, signal }));
    pages.unshift(page.items);
    if (!page.next) return pages.flat();
    before = page.next;
  }
}

/** A conversation as it is read on paper: who wrote what when, and what became of it. */
export function Transcript() {
  const words = useTranscriptWords();
  const { conversationId: id } = useParams({ from: '/member/conversations/$conversationId/transcript' });
  const { team } = useSuspenseQuery(meQuery).data;
  const conversation = useQuery(conversationQuery(id));
  const texts = useQuery({
    queryKey: ['transcript', id],
    queryFn: ({ signal }) => readAll(id, signal),
    staleTime: 0,
  });
  const person = conversation.data?.person;
  if (!person || !texts.data) {
    const error = conversation.error ?? texts.error;
    return (
      <Board title={words.open}>
        {error ? <ErrorNote error={error} retry={() => [conversation.refetch(), texts.refetch()]} /> : <Blocks />}
      </Board>
    );
  }
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const days = Map.groupBy(texts.data, ({ createdAt }) => new Date(createdAt).toDateString());
  return (
    <Board title={words.title(person.name)} act={<Acts id={id} />}>
      <p className={styles.lead}>
        {person.phonesShown.map((phone) => (
          <bdi key={phone} dir="ltr">
            {phone}
          </bdi>
        ))}
      </p>
      <p className={styles.lead}>{texts.data.length === 0 ? words.none : words.lead(texts.data.length, timeZone)}</p>
      {[...days].map(([day, messages]) => (
        <section key={day} aria-label={longDate(messages[0]!.createdAt)}>
          <h2 className={styles.day}>{longDate(messages[0]!.createdAt)}</h2>
          <ol>
            {messages.map((message) => (
              <TranscriptText key={message.id} message={message} name={person.name} team={team.name} />
            ))}
          </ol>
        </section>
      ))}
    </Board>
  );
}

function Acts({ id }: { id: string }) {
  const words = useTranscriptWords();
  return (
    <div className={styles.acts}>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: id }}
        className={buttonClass('quiet')}
      >
        {words.back}
      </Link>
      <a href={`/api/v1/conversations/${id}/transcript.csv`} download className={buttonClass()}>
        {words.file}
      </a>
      <Button look="primary" onClick={() => print()}>
        {words.print}
      </Button>
    </div>
  );
}
