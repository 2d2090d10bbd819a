import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask, type Conversation } from '../../api.ts';
import { conversationQuery, personQuery, type View } from '../../queries.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useKeys } from '../../ui/keys.ts';
import { actFailed, didAct } from '../../ui/undo.ts';
import { timeThere } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import styles from './thread.module.css';

/** Who the conversation is with, and what can be done with all of it. */
export function ThreadHead({ conversation, view }: { conversation: Conversation; view: View }) {
  const { thread } = useWords();
  const client = useQueryClient();
  const { id, person, closedAt } = conversation;
  const there = timeThere(useQuery(personQuery(person.id)).data?.timeZone);
  const params = { params: { path: { id } } };
  const change = async (isClosing: boolean) => {
    const call = isClosing
      ? api.POST('/api/v1/conversations/{id}/closure', params)
      : api.DELETE('/api/v1/conversations/{id}/closure', params);
    client.setQueryData(conversationQuery(id).queryKey, await ask(call));
    void client.invalidateQueries({ queryKey: ['conversations'] });
    void client.invalidateQueries({ queryKey: ['counts'] });
  };
  const closure = useMutation({
    mutationFn: change,
    onSuccess: (_, isClosing) =>
      didAct(isClosing ? thread.closed(person.name) : thread.reopened(person.name), () => change(!isClosing)),
    onError: (error, isClosing) => actFailed(isClosing ? thread.done : thread.reopen, error),
  });
  useKeys({ e: { words: closedAt ? thread.reopen : thread.done, run: () => closure.mutate(!closedAt) } });
  const facts = [person.phonesShown[0], person.isPractice && thread.practice, there && thread.there(there)];
  return (
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
      <Button isBusy={closure.isPending} shortcut="e" onClick={() => closure.mutate(!closedAt)}>
        {closedAt ? thread.reopen : thread.done}
      </Button>
    </header>
  );
}
