import type { Folded } from './fold.ts';

/** What phones send to a number that cannot show reactions: iPhones in words, Androids with the picture. */
const ways: [pattern: RegExp, means: 'yes' | 'no' | null][] = [
  [/^(?:liked|loved|le gusto|le encanto|les gusto) /, 'yes'],
  [/^(?:disliked|no le gusto) /, 'no'],
  [
    /^(?:laughed at|emphasi[sz]ed|questioned|le dio risa|le hizo gracia|se rio (?:de|con)|enfatizo|destaco|cuestiono|pregunto (?:por|sobre)) /,
    null,
  ],
  [/^(?:removed|quito|elimino) .{1,40}? (?:from|to|de|a) /, null],
  [/^(?:reacted (?:with )?|reacciono (?:con )?)?(?:👍|❤|✅|👌) (?:to|a) /, 'yes'],
  [/^(?:reacted (?:with )?|reacciono (?:con )?)?(?:👎|❌) (?:to|a) /, 'no'],
  [/^(?:reacted (?:with )?|reacciono (?:con )?)\S{1,12} (?:to|a) /, null],
  [/^\p{Extended_Pictographic}{1,4} (?:to|a) /u, null],
];

/** Reads a text as a reaction: only where something is quoted, or a picture is named, behind its words. */
export function readReaction(folded: Folded): { means: 'yes' | 'no' | null; quoted: string } | null {
  const text = folded.text.trim();
  for (const [pattern, means] of ways) {
    const taken = pattern.exec(text)?.[0].length;
    if (taken === undefined) continue;
    const rest = text.slice(taken).trim();
    if (
      /^(?:an? (?:image|photo|picture|movie|video|attachment|audio message)|(?:una?|la|el) (?:imagen|foto|video|audio))/.test(
        rest,
      )
    ) {
      return { means, quoted: '' };
    }
    if (/^["“«„]/.test(rest)) return { means, quoted: rest.slice(1).replace(/["”»“]$/, '') };
  }
  return null;
}
