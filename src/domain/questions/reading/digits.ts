/**
 * What digits with their separators can mean, the likelier first: "1,500" is 1500, "1.500,00" too, "1,5" is 1.5, and
 * "1.500" is either. Empty where they are no number.
 */
export function numbersOf(written: string, language: 'en' | 'es'): number[] {
  const seps = written.match(/[.,]/g) ?? [];
  if (seps.length === 0) return [Number(written)];
  const last = seps.at(-1)!;
  const isMixed = seps.some((sep) => sep !== last);
  const isOnce = seps.filter((sep) => sep === last).length === 1;
  const thousands = (text: string, sep: string) => {
    const groups = text.split(sep);
    const fits = /^[1-9]\d{0,2}$/.test(groups[0]!) && groups.slice(1).every((group) => group.length === 3);
    return fits ? [Number(groups.join(''))] : [];
  };
  const decimal = (text: string) => Number(text.replace(',', '.'));
  if (isMixed) {
    const at = written.lastIndexOf(last);
    const [whole] = isOnce ? thousands(written.slice(0, at), last === '.' ? ',' : '.') : [];
    return whole === undefined ? [] : [decimal(`${whole}.${written.slice(at + 1)}`)];
  }
  const grouped = thousands(written, last);
  if (!isOnce) return grouped;
  if (grouped.length === 0) return [decimal(written)];
  if (last === ',' && language === 'en') return grouped;
  const meanings = [...grouped, decimal(written)];
  // In Spanish the point is a thousands' separator more often than not; the comma is not.
  return (last === '.') === (language === 'es') ? meanings : meanings.reverse();
}
