import { phrases } from './words.ts';

/** Numbers and places in a row, as words: "the third one", "la segunda". Index 0 is the first. */
const words = [
  'one|first|first one|1st|1st one|uno|una|primero|primera|la primera|el primero|1ro|1ra|1er',
  'two|second|second one|2nd|2nd one|dos|segundo|segunda|2do|2da',
  'three|third|third one|3rd|3rd one|tres|tercero|tercera|tercer|3ro|3ra|3er',
  'four|fourth|fourth one|4th|4th one|cuatro|cuarto|cuarta|4to|4ta',
  'five|fifth|fifth one|5th|5th one|cinco|quinto|quinta|5to|5ta',
  'six|sixth|sixth one|6th|6th one|seis|sexto|sexta|6to|6ta',
  'seven|seventh|7th|siete|septimo|septima|7mo|7ma',
  'eight|eighth|8th|ocho|octavo|octava|8vo|8va',
  'nine|ninth|9th|nueve|noveno|novena|9no|9na',
  'ten|tenth|10th|diez|decimo|decima|10mo|10ma',
].map((row) => phrases(row));

/** What somebody may write for the choice at this place of the list: "2", "second", "b". */
export function positionPhrases(index: number): string[] {
  const letter = index < 26 ? [String.fromCharCode(97 + index)] : [];
  return [String(index + 1), `0${index + 1}`, ...letter, ...(words[index] ?? [])];
}
