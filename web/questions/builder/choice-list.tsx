import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import styles from '../../ui/controls.module.css';
import { Input } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useBuilderWords } from './words.ts';

interface Choice {
  id: string;
  label: string;
}

interface Given {
  choices: Choice[];
  change: (choices: Choice[]) => void;
  fault: string | undefined;
}

const most = 30;
const fewest = 2;

/** The choices in their order. A choice keeps its id when it is worded anew: answers that were given stay with it. */
export function ChoiceList({ choices, change, fault }: Given) {
  const { answer } = useBuilderWords();
  const list = useRef<HTMLOListElement>(null);
  const focusLast = () => setTimeout(() => [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus());

  function add(): void {
    const numbers = choices.map(({ id }) => Number(id.split('-').at(-1)) || 0);
    change([...choices, { id: `choice-${Math.max(0, ...numbers) + 1}`, label: '' }]);
    focusLast();
  }

  return (
    <>
      <ol ref={list} className={styles.choices}>
        {choices.map(({ id, label }, at) => (
          <li key={id}>
            <Input
              aria-label={answer.choice(at + 1)}
              placeholder={answer.choice(at + 1)}
              maxLength={200}
              dir="auto"
              value={label}
              change={(text) => change(choices.with(at, { id, label: text }))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                event.preventDefault();
                if (choices.length < most) add();
              }}
            />
            {choices.length > fewest && (
              <Button
                look="icon"
                onClick={() => {
                  change(choices.toSpliced(at, 1));
                  focusLast();
                }}
              >
                <Icon name="close" label={answer.removeChoice(label || answer.choice(at + 1))} />
              </Button>
            )}
          </li>
        ))}
      </ol>
      {choices.length < most && (
        <Button look="text" className={styles.add} onClick={add}>
          {answer.addChoice}
        </Button>
      )}
      {fault ? (
        <p className={styles.bad} role="alert">
          {fault}
        </p>
      ) : (
        <p className={styles.hint}>{answer.carrier}</p>
      )}
    </>
  );
}
