import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { upload } from '../../ui/upload.ts';
import { useStart } from '../../ui/use-start.ts';
import styles from './import.module.css';
import { Progress } from './progress.tsx';
import { useImportWords } from './words.ts';

/** A place for a file: chosen or dropped, it is sent at once. */
export function ChooseFile() {
  const words = useImportWords();
  const client = useQueryClient();
  const begin = useStart();
  const input = useRef<HTMLInputElement>(null);
  const leaving = useRef(new AbortController());
  const [percent, setPercent] = useState(0);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    leaving.current = stop;
    return () => stop.abort();
  }, []);
  const sending = useMutation({
    onMutate: begin,
    mutationFn: (file: File) =>
      upload(
        `/api/v1/imports?name=${encodeURIComponent(file.name)}`,
        { blob: file, type: 'text/csv' },
        setPercent,
        leaving.current.signal,
      ),
    onSuccess: (importId, file, start) => {
      void client.invalidateQueries({ queryKey: ['imports'] });
      return start.leadOn({ to: '/people/import/$importId', params: { importId } }, words.isHere(file.name));
    },
  });
  const send = (file: File | null | undefined) => {
    if (!file || sending.isPending) return;
    setPercent(0);
    sending.mutate(file);
  };
  const drag = (isHere: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isHere);
  };
  return (
    <>
      <p>{words.lead}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is another way to do what the button does. */}
      <div
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          send(event.dataTransfer.files[0]);
        }}
      >
        <Button look="primary" isBusy={sending.isPending} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <span className={styles.hint}>{words.drop}</span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
          onChange={(event) => {
            send(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        {sending.isPending && (
          <Progress done={percent} of={100} label={percent < 100 ? words.uploading(percent) : words.reading} />
        )}
      </div>
      <ErrorNote error={sending.error} />
    </>
  );
}
