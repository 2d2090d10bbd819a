import { openRecords } from './records.ts';

const delimiters = [',', ';', '\t', '|'];

/** So many rows tell enough. */
const mostRows = 50;

/**
 * What stands between the cells of a file, by its beginning: whatever gives most rows the same number of cells, and the most
 * of them. `rest` is the text without the line in which Excel says it.
 */
export function findDelimiter(beginning: string): { delimiter: string; rest: string } {
  const said = /^sep=(.)(?:\r\n|\n|\r)/i.exec(beginning);
  if (said && delimiters.includes(said[1]!)) return { delimiter: said[1]!, rest: beginning.slice(said[0].length) };
  const tried = delimiters.map((delimiter) => ({ delimiter, ...evenness(beginning, delimiter) }));
  const best = tried.sort((a, b) => b.score - a.score)[0]!;
  return { delimiter: best.score > 0 ? best.delimiter : ',', rest: beginning };
}

function evenness(beginning: string, delimiter: string): { score: number } {
  const rows = rowsOf(beginning, delimiter);
  const counts = Map.groupBy(rows, ({ cells }) => cells.length);
  const [most] = [...counts].sort(([, a], [, b]) => b.length - a.length);
  if (!most || most[0] < 2) return { score: 0 };
  const [cells, alike] = most;
  return { score: (alike.length / rows.length) ** 2 * Math.log2(1 + cells) };
}

function rowsOf(beginning: string, delimiter: string) {
  const records = openRecords(delimiter);
  try {
    const whole = records.push(beginning);
    // The beginning of a long file ends in the middle of a row.
    return (whole.length > 0 ? whole : records.end()).slice(0, mostRows);
  } catch {
    return [];
  }
}
