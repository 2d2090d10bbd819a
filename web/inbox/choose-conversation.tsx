import { Empty } from '../ui/empty.tsx';
import { useWords } from '../words/words.ts';

/** Beside the list, until a conversation is chosen. */
export function ChooseConversation() {
  const { inbox } = useWords();
  return <Empty title={inbox.chooseTitle} text={inbox.choose} />;
}
