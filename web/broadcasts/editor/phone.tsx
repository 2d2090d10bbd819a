import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import glass from '../../ui/glass.module.css';
import { Glass, GlassBubble } from '../../ui/glass.tsx';
import { Icon } from '../../ui/icon.tsx';
import { time } from '../../words/formats.ts';
import type { Broadcast, Draft, Preview } from '../content.ts';
import { previewsQuery } from '../queries.ts';
import styles from './editor.module.css';
import { useEditorWords } from './words.ts';

interface Given {
  draft: Draft;
  kept: Broadcast | null;
  /** How many get it. */
  of: number | undefined;
}

/** The text on the phone of one who gets it, and a way to all the others: the longest first. */
export function Phone({ draft, kept, of = 0 }: Given) {
  const { phone } = useEditorWords();
  const [wanted, setAt] = useState(0);
  const previews = useInfiniteQuery(previewsQuery(kept));
  const all = previews.data?.pages.flatMap(({ items }) => items) ?? [];
  const at = Math.min(wanted, Math.max(0, all.length - 1));
  const shown = draft.body.trim() ? all[at] : undefined;
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = previews;
  const isNearEnd = at >= all.length - 2;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage({ cancelRefetch: false });
  }, [isNearEnd, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  const goTo = (to: number) => {
    setAt(to);
    // What could not be had is tried again by whoever goes on.
    if (isFetchNextPageError) void fetchNextPage({ cancelRefetch: false });
  };
  // Of those who get the same, one is shown.
  const isSame = all.length === 1 && !hasNextPage && of > 1;
  const text = shown?.body ?? draft.body.trim();
  return (
    <section className={glass.phone} aria-label={phone.title}>
      <h2 className={glass.title}>{phone.title}</h2>
      <Glass label={phone.screen} time={time(draft.sendAt && 'at' in draft.sendAt ? draft.sendAt.at : Date.now())}>
        {text ? (
          <ol>
            <GlassBubble key={shown?.person.id} side="came" who={phone.you} words={text} />
          </ol>
        ) : (
          <p className={glass.placeholder}>{phone.placeholder}</p>
        )}
      </Glass>
      {shown && (
        <div className={styles.pager}>
          <Button look="icon" disabled={at === 0} onClick={() => goTo(at - 1)}>
            <Icon name="back" label={phone.before} />
          </Button>
          <div className={styles.whose} role="status">
            <strong>
              <bdi>{shown.person.name}</bdi>
            </strong>
            <span>
              {isSame ? phone.same(of) : phone.place(at + 1, hasNextPage ? Math.max(of, all.length) : all.length)} ·{' '}
              {phone.texts(shown.segments)}
            </span>
            <Flags preview={shown} />
          </div>
          <Button look="icon" data-way="forward" disabled={at >= all.length - 1} onClick={() => goTo(at + 1)}>
            <Icon name="back" label={phone.after} />
          </Button>
        </div>
      )}
    </section>
  );
}

/** What is not known of this person, and what stands there instead. */
function Flags({ preview }: { preview: Preview }) {
  const { phone } = useEditorWords();
  return preview.fields.map(({ name, fallback }) => (
    <span key={name} className={styles.missing}>
      {fallback ? phone.fallback(name, fallback) : phone.empty(name)}
    </span>
  ));
}
