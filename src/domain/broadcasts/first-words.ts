const most = 60;

/** A greeting by name at the beginning, and any other field: what is said to all of them has neither. */
const ofOne = /^(\p{L}+\s+)?\{[^{}\n]*\}[,:!]?\s*|\{[^{}\n]*\}/gu;

/** What a text to many is called that has no name, on one line: its first words that are for all; the page says it too. */
export function firstWords(body: string): string {
  const lines = body.trim().split('\n');
  const forAll = lines.map((line) => line.replace(ofOne, '').replace(/\s+/g, ' ').trim()).find(Boolean);
  return onOneLine(forAll ? forAll.charAt(0).toUpperCase() + forAll.slice(1) : (lines[0] as string));
}

/** As much of a name as stands on one line. */
export function onOneLine(name: string): string {
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…`.toWellFormed() : name;
}
