import { dayAndTime } from '../../words/formats.ts';
import { useAllOf } from '../all-of.ts';
import type { Look } from '../content.ts';
import styles from './editor.module.css';
import { useEditorWords } from './words.ts';

/** More moments than these are not listed. */
const mostShown = 6;

/** The moments here at which it is that hour where the people are. */
export function Zones({ zones }: { zones: Look['leaves']['zones'] }) {
  const { when } = useEditorWords();
  const allOf = useAllOf();
  const people = new Map<string, number>();
  for (const { at, people: n } of zones) people.set(at, (people.get(at) ?? 0) + n);
  if (people.size < 2) return null;
  const moments = [...people].slice(0, mostShown).map(([at, n]) => when.zone(dayAndTime(new Date(at)), n));
  return <p className={styles.hint}>{when.here(allOf(moments))}</p>;
}
