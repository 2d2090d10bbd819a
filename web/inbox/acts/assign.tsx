import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../queries.ts';
import { Combobox, type ComboboxOption } from '../../ui/combobox.tsx';
import { PopoverPanel } from '../../ui/popover.tsx';
import type { View } from '../../views.ts';
import { useInboxWords } from '../words.ts';
import { anchorNow, assignPanel, useAim } from './aim.ts';
import { useActs } from './use-acts.ts';

const nobody = '';

/** Who looks after a conversation: oneself first, then the colleagues. */
export function Assign({ view }: { view: View }) {
  const { assign: words } = useInboxWords();
  const { conversations } = useAim();
  const act = useActs(view);
  const members = useQuery(membersQuery).data ?? [];
  const current = conversations.length === 1 ? conversations[0]?.assignee?.id : undefined;
  const active = members.filter(({ deactivatedAt }) => !deactivatedAt);
  const options: ComboboxOption[] = [
    ...active.filter(({ isYou }) => isYou).map(({ id, name }) => ({ id, words: name, detail: words.you })),
    ...(conversations.some(({ assignee }) => assignee) ? [{ id: nobody, words: words.nobody }] : []),
    ...active.filter(({ isYou }) => !isYou).map(({ id, name }) => ({ id, words: name })),
  ];
  return (
    <PopoverPanel id={assignPanel} label={words.label} anchor={anchorNow}>
      {(close) => (
        <Combobox
          label={words.label}
          options={options}
          current={current}
          none={words.none}
          choose={({ id, words: name }) => {
            close();
            act(conversations, { act: 'assign', assignee: id === nobody ? null : { id, name } });
          }}
        />
      )}
    </PopoverPanel>
  );
}
