import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask, type Conversation } from '../../api.ts';
import { conversationQuery, personQuery, type View } from '../../queries.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Icon } from '../../ui/icon.tsx';
import { timeThere } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './thread.module.css';

/** Who the conversation is with, and what can be done with all of it. */
export function ThreadHead({ conversation, view }: { conversation: Conversation; view: View }) {
  const { thread } = useWords();
  const client = useQueryClient();
  const { id, person, closedAt } = conversation;
  const there = timeThere(useQuery(personQuery(person.id)).data?.timeZone);
  const closure = useMutation({
    mutationFn: () => {
      const params = { params: { path: { id } } };
      return ask(
        closedAt
          ? api.DELETE('/api/v1/conversations/{id}/closure', params)
          : api.POST('/api/v1/conversations/{id}/closure', params),
      );
    },
    onSuccess: (changed) => {
      client.setQueryData(conversationQuery(id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void client.invalidateQueries({ queryKey: ['counts'] });
    },
  });
  const facts = [person.phonesShown[0], person.isPractice && thread.practice, there && thread.there(there)];
  return (
    <>
      <header className={styles.head}>
        <Link to="/inbox/$view" params={{ view }} className={`${buttonClass('icon')} ${styles.back}`}>
          <Icon name="back" label={thread.back} />
        </Link>
        <div className={styles.who}>
          <h2>
            <bdi>{person.name}</bdi>
          </h2>
          <p>{facts.filter(Boolean).join(' · ')}</p>
        </div>
        <Button isBusy={closure.isPending} onClick={() => closure.mutate()}>
          {closedAt ? thread.reopen : thread.done}
        </Button>
      </header>
      <ErrorNote error={closure.error} />
    </>
  );
}
