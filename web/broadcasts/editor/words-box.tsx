import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { savedRepliesQuery } from '../../queries.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { fold, useListbox } from '../../ui/listbox.ts';
import sentence from '../../ui/sentence.module.css';
import { type Suggestion, Suggestions } from '../../ui/suggestions.tsx';
import { type Trigger, triggerAt } from '../../ui/trigger.ts';
import { typeInto } from '../../ui/type-into.ts';
import styles from './editor.module.css';
import { useEditorWords } from './words.ts';

/** As much as a text may have before its fields are filled in. */
const mostKept = 1_600;

interface Given {
  text: string;
  change: (text: string) => void;
  /** The names of the fields that it may have. */
  fields: string[];
  fault: string | undefined;
}

/** What everybody gets. Enter breaks the line: nothing that is typed here sends anything. */
export function WordsBox({ text, change, fields, fault }: Given) {
  const words = useEditorWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const trigger = useMemo(() => (caret === null ? null : triggerAt(text, caret, ['/', '{'])), [text, caret]);
  const options = useOffers(trigger, fields);
  const listbox = useListbox({
    options,
    choose: (offer) => trigger && area.current && typeInto(area.current, offer.text, trigger.start, caret ?? 0),
    leave: () => setCaret(null),
  });
  const isChoosing = options.length > 0;

  function press(event: KeyboardEvent): void {
    // Such a key belongs to the composition; Safari marks the one that ends it with 229 alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (isChoosing) listbox.field.onKeyDown(event);
  }

  return (
    <div className={sentence.asked}>
      <label htmlFor={id}>
        {words.lead.text}
        <Hidden>: {words.box.label}</Hidden>
      </label>
      <div className={styles.box}>
        {isChoosing && (
          <Suggestions
            label={trigger?.sign === '/' ? words.box.replies : words.box.fields}
            options={options}
            listbox={listbox}
          />
        )}
        <textarea
          ref={area}
          id={id}
          data-blank={words.box.label}
          className={sentence.words}
          rows={2}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: whoever comes to text many begins with the words
          autoFocus={text === ''}
          maxLength={mostKept}
          placeholder={words.box.hint}
          value={text}
          enterKeyHint="enter"
          aria-invalid={fault ? true : undefined}
          aria-describedby={`${id}-about`}
          {...(isChoosing && {
            'aria-autocomplete': 'list' as const,
            'aria-controls': listbox.list.id,
            'aria-activedescendant': listbox.field['aria-activedescendant'],
          })}
          onChange={({ currentTarget: { value, selectionStart } }) => {
            setCaret(selectionStart);
            change(value);
          }}
          onSelect={({ currentTarget: { selectionStart } }) => caret !== null && setCaret(selectionStart)}
          onBlur={() => setCaret(null)}
          onKeyDown={press}
        />
      </div>
      <p id={`${id}-about`} className={styles.hint}>
        {fault ? <strong className={styles.bad}>{fault}</strong> : words.box.about}
      </p>
    </div>
  );
}

const mostShown = 30;

/** What fits what is being typed: fields by name, or the saved replies. */
function useOffers(trigger: Trigger | null, fields: string[]): Suggestion[] {
  const replies = useQuery({ ...savedRepliesQuery, enabled: trigger?.sign === '/' }).data?.items;
  return useMemo(() => {
    if (!trigger) return [];
    const wanted = fold(trigger.query.trim());
    const offers: Suggestion[] =
      trigger.sign === '/'
        ? (replies ?? []).map(({ id, name, body }) => ({ id, words: name, detail: body, text: body }))
        : fields.map((name) => ({ id: name, words: name, text: `{${name}}` }));
    return offers.filter(({ words }) => fold(words).includes(wanted)).slice(0, mostShown);
  }, [trigger, replies, fields]);
}
