import { useQuery } from '@tanstack/react-query';
import type { Member } from '../../api.ts';
import { groupsQuery, membersQuery } from '../../queries.ts';
import { Blank } from '../../ui/blank.tsx';
import { Input, Labelled, OneOf, Select, SomeOf, Words } from '../../ui/controls.tsx';
import type { Rule } from '../content.ts';
import { useDates } from '../dates.ts';
import { useBuilderWords } from './words.ts';

type Act = Rule['act'];

interface Given {
  act: Act;
  change: (act: Act) => void;
}

/** What happens by itself: a colleague hears of it, or the person does. */
export function RuleAct({ act, change }: Given) {
  const { rules } = useBuilderWords();
  const members = useQuery(membersQuery).data ?? [];
  const active = members.filter(({ deactivatedAt }) => !deactivatedAt);
  const firstId = active[0]?.id ?? '';
  const fresh: Record<Act['kind'], Act> = {
    alert: { kind: 'alert', memberIds: [firstId] },
    assign: { kind: 'assign', memberId: firstId },
    group: { kind: 'group', name: rules.groupName },
    text: { kind: 'text', words: rules.text },
  };
  return (
    <Blank label={rules.what} words={useSayAct(members)(act)}>
      <OneOf
        legend={rules.what}
        options={(['alert', 'assign', 'group', 'text'] as const).map((value) => ({ value, words: rules.acts[value] }))}
        value={act.kind}
        choose={(kind) => change(fresh[kind])}
      />
      <Fields act={act} members={active} change={change} />
    </Blank>
  );
}

function Fields({ act, members, change }: Given & { members: Member[] }) {
  const { rules } = useBuilderWords();
  const groups = useQuery(groupsQuery).data ?? [];
  const options = members.map(({ id, name }) => ({ value: id, words: name }));
  switch (act.kind) {
    case 'alert':
      return (
        <SomeOf
          legend={rules.whom}
          options={options}
          values={act.memberIds}
          change={(memberIds) => memberIds.length > 0 && change({ ...act, memberIds })}
        />
      );
    case 'assign':
      return (
        <Labelled label={rules.whom}>
          <Select options={options} value={act.memberId} choose={(memberId) => change({ ...act, memberId })} />
        </Labelled>
      );
    case 'group':
      return (
        <Labelled label={rules.group}>
          <Input list="groups-of-rules" maxLength={100} value={act.name} change={(name) => change({ ...act, name })} />
          <datalist id="groups-of-rules">
            {groups.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </Labelled>
      );
    case 'text':
      return (
        <Labelled label={rules.words}>
          <Words value={act.words} change={(words) => change({ ...act, words })} />
        </Labelled>
      );
  }
}

function useSayAct(members: Member[]): (act: Act) => string {
  const { rules } = useBuilderWords();
  const dates = useDates();
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? '…';
  return (act) => {
    switch (act.kind) {
      case 'alert':
        return rules.say.alert(dates.all(act.memberIds.map(nameOf)));
      case 'assign':
        return rules.say.assign(nameOf(act.memberId));
      case 'group':
        return rules.say.group(act.name);
      case 'text':
        return rules.say.text(act.words.length > 40 ? `${act.words.slice(0, 39)}…` : act.words);
    }
  };
}
