import { useMutation } from '@tanstack/react-query';
import { api, ask, type Delivery } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import styles from './delivery.module.css';
import { useLook } from './use-look.ts';
import { useDeliveryWords } from './words.ts';

/** Asks how fast a line may send. */
export function ChangePace({ line, close }: { line: Delivery['lines'][number]; close: () => void }) {
  const words = useDeliveryWords();
  const look = useLook();
  const params = { path: { id: line.id } };
  const done = async () => {
    await look();
    close();
  };
  const drop = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/lines/{id}/pace', { params })),
    onSuccess: done,
  });
  return (
    <Dialog title={words.changePace(line.label)} close={close}>
      <Form
        send={({ segmentsPerSecond = '' }) => {
          const body = { segmentsPerSecond: readPace(segmentsPerSecond.trim()) };
          return ask(api.PUT('/api/v1/lines/{id}/pace', { params, body }));
        }}
        done={done}
      >
        {({ failure, isBusy }) => (
          <>
            <p>{words.paceLead}</p>
            <Field
              name="segmentsPerSecond"
              label={words.paceField}
              hint={words.paceWrong}
              inputMode="decimal"
              autoComplete="off"
              required
              defaultValue={line.segmentsPerSecond ?? ''}
            />
            <ErrorNote error={failure ?? drop.error} />
            <div className={styles.acts}>
              <Button type="submit" look="primary" isBusy={isBusy}>
                {words.setPace}
              </Button>
              {line.segmentsPerSecond !== null && (
                <Button isBusy={drop.isPending} onClick={() => drop.mutate()}>
                  {words.dropPace}
                </Button>
              )}
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** With a point or a comma. "1,000" is a thousand to some and one to others, so to us it is no number. */
function readPace(typed: string): number {
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(typed) ? Number.NaN : Number(typed.replace(',', '.'));
}
