import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Content } from '../content.ts';
import { useAsked, useWhom } from '../whom.ts';
import { useQuestionWords } from '../words.ts';
import styles from './list.module.css';

interface Given {
  content: Content;
  ask: () => void;
  close: () => void;
}

/** A last look before many are asked at once: this cannot be taken back. */
export function AskNow({ content, ask, close }: Given) {
  const words = useQuestionWords();
  const whom = useWhom();
  const { audience, steps } = content;
  const { people, isWhole } = useAsked(audience);
  return (
    <Dialog title={words.askNow} close={close}>
      <p className={`${styles.bubble} ${styles.asked}`}>{steps[0]?.words}</p>
      <p>{words.askNowLead(whom(audience))}</p>
      <div className={styles.acts}>
        <Button
          look="primary"
          onClick={() => {
            close();
            ask();
          }}
        >
          {isWhole ? words.askPeople(people.length) : words.askNow}
        </Button>
        <Button onClick={close}>{words.cancel}</Button>
      </div>
    </Dialog>
  );
}
