const invitation =
  /(?:reply|text|answer|respond|write|type|send|responda|responde|conteste|contesta|escriba|escribe|envíe|envía|mande|manda)(?: with| con)?:? ["“'«]?(\p{L}{2,12})/giu;
const capitals = /(?<!\p{L})\p{Lu}{2,12}(?!\p{L})/gu;

/** The words to which a wording invites: "Reply CANCEL to …", or all in capitals. The editor warns of the same ones. */
export function invitedWords(wording: string): string[] {
  // In a text of capitals alone a capital says nothing.
  const shouted = /\p{Ll}/u.test(wording) ? Array.from(wording.matchAll(capitals), (found) => found[0]) : [];
  const invited = Array.from(wording.matchAll(invitation), (found) => found[1]!);
  return [...new Map([...shouted, ...invited].map((word) => [word.toLowerCase(), word])).values()];
}
