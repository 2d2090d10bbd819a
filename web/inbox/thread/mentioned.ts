/**
 * Who is mentioned in a note, by `@` and their name. Of names that begin alike the longest is meant: "@Anabel" is not
 * also Ana.
 */
export function mentionedIn<M extends { name: string }>(body: string, members: M[]): M[] {
  const longestFirst = members.toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  let rest = body;
  for (const { name } of longestFirst) {
    const parts = rest.split(`@${name}`);
    if (parts.length > 1) found.add(name);
    rest = parts.join('\n');
  }
  return members.filter(({ name }) => found.has(name));
}
