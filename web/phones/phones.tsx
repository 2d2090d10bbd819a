import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { VirtualPhone } from '../api.ts';
import { phonesQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/words.ts';
import { Phone } from './phone.tsx';
import styles from './phones.module.css';
import { useTemperaments } from './temperament-words.ts';
import { usePhoneWords } from './words.ts';

/** The practice people's phones, beside the page; over it where there is no room. */
export function Phones({ close }: { close: () => void }) {
  const words = useWords();
  const own = usePhoneWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const phones = useQuery(phonesQuery);
  const [number, setNumber] = useState<string>();
  const chosen = phones.data?.find((phone) => phone.number === number);

  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (matchMedia('(width < 760px)').matches) element?.showModal();
    else element?.show();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.panel}
      aria-label={own.title}
      data-pane
      tabIndex={-1}
      onCancel={close}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header className={styles.head}>
        {chosen && (
          <Button look="icon" onClick={() => setNumber(undefined)}>
            <Icon name="back" label={own.back} />
          </Button>
        )}
        <h2>{own.title}</h2>
        <Button look="icon" onClick={close}>
          <Icon name="close" label={words.close} />
        </Button>
      </header>
      <ErrorNote error={phones.error} retry={phones.refetch} />
      {chosen ? <Phone phone={chosen} /> : <Choose phones={phones.data} choose={setNumber} />}
    </dialog>
  );
}

function Choose({ phones, choose }: { phones: VirtualPhone[] | undefined; choose: (number: string) => void }) {
  const words = usePhoneWords();
  const temperaments = useTemperaments();
  if (!phones) return null;
  if (phones.length === 0) return <Empty text={words.empty} />;
  return (
    <div className={styles.choose}>
      <p className={styles.lead}>{words.lead}</p>
      <ul>
        {phones.map((phone) => (
          <li key={phone.number}>
            <button type="button" className={styles.option} onClick={() => choose(phone.number)}>
              <bdi className={styles.name}>{phone.name}</bdi>
              <span className={styles.meta}>
                <bdi dir="ltr">{phone.numberShown}</bdi> · {temperaments[phone.temperament] ?? phone.temperament}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
