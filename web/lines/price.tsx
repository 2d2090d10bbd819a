import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, ask, type Line } from '../api.ts';
import { linesQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { useLanguage } from '../words/words.ts';
import styles from './price.module.css';
import { usePriceWords } from './price-words.ts';

/** What a segment costs over a line, as far as somebody has said; and where it is said. */
export function Price({ line }: { line: Line }) {
  const words = usePriceWords();
  const language = useLanguage();
  const client = useQueryClient();
  const id = useId();
  const { pricePerSegment: price } = line;
  const [isOpen, setOpen] = useState(false);
  const [amount, setAmount] = useState(price ? String(price.amount) : '');
  const [currency, setCurrency] = useState(price?.currency ?? 'USD');
  const params = { path: { id: line.id } };
  const change = useMutation({
    mutationFn: (isKnown: boolean) =>
      ask(
        isKnown
          ? api.PUT('/api/v1/lines/{id}/price', { params, body: { amount: Number(amount), currency } })
          : api.DELETE('/api/v1/lines/{id}/price', { params }),
      ),
    onSuccess: () => {
      setOpen(false);
      void client.invalidateQueries({ queryKey: linesQuery.queryKey });
    },
  });
  const shown =
    price &&
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency: price.currency,
      maximumFractionDigits: 4,
    }).format(price.amount);
  if (!isOpen) {
    return (
      <p className={styles.price}>
        {shown ? words.known(shown) : words.unknown}{' '}
        <Button look="text" onClick={() => setOpen(true)}>
          {words.change(line.label)}
        </Button>
      </p>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate(true);
      }}
    >
      <label htmlFor={`${id}-amount`}>{words.amount}</label>
      <input
        id={`${id}-amount`}
        type="number"
        required
        min="0.0001"
        max="1000"
        step="0.0001"
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <label htmlFor={`${id}-currency`}>{words.currency}</label>
      <input
        id={`${id}-currency`}
        required
        pattern="[A-Za-z]{3}"
        maxLength={3}
        value={currency}
        onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
      />
      <Button type="submit" look="primary" isBusy={change.isPending}>
        {words.save}
      </Button>
      <Button isBusy={change.isPending} onClick={() => change.mutate(false)}>
        {words.forget}
      </Button>
      <ErrorNote error={change.error} />
    </form>
  );
}
