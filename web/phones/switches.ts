import type { VirtualPhone } from '../api.ts';
import type { PhoneWords } from './words-en.ts';

type Behaviour = VirtualPhone['behaviour'];

interface Switch {
  name: 'off' | 'landline' | 'blocked' | 'silent' | 'slow';
  key: string;
  on: unknown;
}

/** What can be wrong with a phone. Switched off again, the phone behaves as its person always does. */
export const switches: Switch[] = [
  { name: 'off', key: 'power', on: 'off' },
  { name: 'landline', key: 'line', on: 'landline' },
  { name: 'blocked', key: 'blocked', on: true },
  { name: 'silent', key: 'delivery', on: 'silent' },
  { name: 'slow', key: 'slow', on: true },
];

export function isOn({ key, on }: Switch, behaviour: Behaviour): boolean {
  return behaviour[key] === on;
}

/** The behaviour with this switch turned. */
export function turn({ key, on }: Switch, behaviour: Behaviour, isOn: boolean): Behaviour {
  const { [key]: _, ...others } = behaviour;
  return isOn ? { ...others, [key]: on } : others;
}

export function labelOf({ name }: Switch, words: PhoneWords): string {
  return words[name];
}
