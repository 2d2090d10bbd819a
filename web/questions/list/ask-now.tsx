import type { Question } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAsked, useWhom } from '../whom.ts';
import { useQuestionWords } from '../words.ts';
import styles from './list.module.css';

interface Given {
  question: Question;
  ask: () => void;
  close: () => void;
}

/** A last look before many are asked at once: this cannot be taken back. */
export function AskNow({ question, ask, close }: Given) {
  const words = useQuestionWords();
  const whom = useWhom();
  const { audience, steps } = question.content;
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
