import { useQuery } from '@tanstack/react-query';
import { type Present, usePresent } from '../../presence.ts';
import { meQuery } from '../../queries.ts';
import { Face } from '../../ui/face.tsx';
import { useInboxWords } from '../words.ts';
import styles from './colleagues.module.css';

/** The colleagues who have the conversation open as well. */
export function useColleagues(conversationId: string): Present[] {
  const me = useQuery(meQuery).data;
  return usePresent(conversationId).filter(({ id }) => id !== me?.id);
}

/** Who else is here, and who answers, before two answer the same person. */
export function Colleagues({ conversationId }: { conversationId: string }) {
  const { colleagues } = useInboxWords();
  const here = useColleagues(conversationId);
  return (
    <p className={styles.here} role="status">
      {here.map(({ id, name, isTyping }) => (
        <span key={id}>
          <Face name={name} isSmall /> {isTyping ? <strong>{colleagues.answers(name)}</strong> : colleagues.looks(name)}
        </span>
      ))}
    </p>
  );
}
