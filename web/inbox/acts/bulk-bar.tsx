import type { Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { View } from '../../views.ts';
import { clearSelection, select, useIsSelecting } from '../list/selection.ts';
import { useInboxWords } from '../words.ts';
import { aimAt, assignPanel, snoozeMenu } from './aim.ts';
import styles from './bulk-bar.module.css';
import { useActs } from './use-acts.ts';

/** As many as the server does at once. */
const most = 500;

/** What can be done with all that are selected, under the list. */
export function BulkBar({ view, rows, chosen }: { view: View; rows: Conversation[]; chosen: Conversation[] }) {
  const { bulk, acts } = useInboxWords();
  const act = useActs(view);
  if (!useIsSelecting()) return null;
  const all = rows.slice(0, most).map(({ id }) => id);
  return (
    <section className={styles.bar} aria-label={bulk.label} data-bulk>
      <p className={styles.count}>
        <span role="status">{bulk.selected(chosen.length)}</span>
        {chosen.length < all.length && (
          <Button look="text" onClick={() => select(all)}>
            {bulk.all(all.length)}
          </Button>
        )}
        <Button look="icon" data-tip={bulk.clear} shortcut="Escape" onClick={clearSelection}>
          <Icon name="close" label={bulk.clear} />
        </Button>
      </p>
      {chosen.length > 0 && (
        <div className={styles.acts}>
          <Button look="primary" shortcut="e" onClick={() => act(chosen, { act: 'done' })}>
            {acts.done.act}
          </Button>
          <Button
            shortcut="s"
            popoverTarget={snoozeMenu}
            aria-haspopup="menu"
            onClick={({ currentTarget }) => aimAt(chosen, currentTarget)}
          >
            {acts.snooze.act}
          </Button>
          <Button
            shortcut="a"
            popoverTarget={assignPanel}
            aria-haspopup="dialog"
            onClick={({ currentTarget }) => aimAt(chosen, currentTarget)}
          >
            {acts.assign.act}
          </Button>
          <Menu
            label={bulk.more}
            aria-label={bulk.more}
            items={() =>
              (['read', 'unread', 'reopen'] as const).map((name) => ({
                words: acts[name].act,
                run: () => act(chosen, { act: name }),
              }))
            }
          >
            <span aria-hidden>⋯</span>
          </Menu>
        </div>
      )}
    </section>
  );
}
