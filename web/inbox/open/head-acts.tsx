import type { Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Caps } from '../../ui/caps.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { useSingleKeys } from '../../ui/shortcuts.ts';
import type { View } from '../../views.ts';
import { moment } from '../../words/formats.ts';
import { aimAt, assignPanel, openAt, snoozeMenu } from '../acts/aim.ts';
import { useActs } from '../acts/use-acts.ts';
import { useInboxWords } from '../words.ts';
import styles from './open.module.css';

interface Given {
  conversation: Conversation;
  view: View;
  /** The pane about the person. */
  pane: { isShown: boolean; toggle: () => void };
}

/** What can be done with the open conversation: the two that a day is made of, and a menu with all others. */
export function HeadActs({ conversation, view, pane }: Given) {
  const { acts, context, assign } = useInboxWords();
  const act = useActs(view);
  const { closedAt, snoozedUntil, assignee } = conversation;
  const closure = closedAt ? 'reopen' : 'done';
  const hasKeys = useSingleKeys();
  const fromMenu = (id: string) => () => openAt(id, [conversation], document.querySelector('[data-acts]'));

  const others = (): MenuItem[] => [
    { words: acts.assign.act, shortcut: 'a', detail: assignee?.name ?? assign.nobody, run: fromMenu(assignPanel) },
    { words: acts.snooze.act, shortcut: 's', run: fromMenu(snoozeMenu) },
    ...(snoozedUntil
      ? [
          {
            words: acts.unsnooze.act,
            detail: moment(snoozedUntil),
            run: () => act([conversation], { act: 'unsnooze' }),
          },
        ]
      : []),
    { words: acts.unread.act, shortcut: 'u', run: () => act([conversation], { act: 'unread' }) },
    {
      words: pane.isShown ? context.hide : context.show,
      shortcut: 'i',
      isSeparate: true,
      run: pane.toggle,
    },
  ];

  return (
    <div className={styles.acts} data-acts>
      <Button
        className={styles.wide}
        shortcut="s"
        popoverTarget={snoozeMenu}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => aimAt([conversation], currentTarget)}
      >
        {acts.snooze.act}
      </Button>
      <Button shortcut="e" onClick={() => act([conversation], { act: closure })}>
        {acts[closure].act} {hasKeys && <Caps shortcut="e" />}
      </Button>
      <Menu label={acts.more} aria-label={acts.more} data-tip={acts.more} items={others}>
        <span aria-hidden>⋯</span>
      </Menu>
    </div>
  );
}
