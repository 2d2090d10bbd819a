/** A stretch of a text: words, or an address that can be opened. */
export type Stretch = { words: string; href?: string };

const written = /https?:\/\/[^\s\p{C}<>"“”«»]+/giu;

/** What stands behind an address and belongs to the sentence around it. */
const behind = ".,;:!?'’*_~…";

const brackets: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/**
 * Finds what can be opened in a text that anybody may have sent: addresses with http or https that say themselves where they
 * lead. One with a name before its host (`https://bank.com@evil.example`), or with letters in it that only look like
 * others, stays words.
 */
export function findLinks(text: string): Stretch[] {
  const found: Stretch[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(written)) {
    const href = closed(match);
    if (!saysItsHost(href)) continue;
    if (index > end) found.push({ words: text.slice(end, index) });
    found.push({ words: href, href });
    end = index + href.length;
  }
  if (end < text.length) found.push({ words: text.slice(end) });
  return found;
}

/** Without the end of the sentence, and without a bracket that was opened before it. */
function closed(address: string): string {
  const count = (sign: string) => address.split(sign).length - 1;
  const left = Object.fromEntries(Object.entries(brackets).map(([close, open]) => [close, count(close) - count(open)]));
  let end = address.length;
  for (; end > 0; end -= 1) {
    const sign = address[end - 1] as string;
    if (sign in left ? (left[sign] as number) <= 0 : !behind.includes(sign)) break;
    if (sign in left) left[sign] = (left[sign] as number) - 1;
  }
  return address.slice(0, end);
}

function saysItsHost(address: string): boolean {
  const { protocol, host, username, password } = URL.canParse(address) ? new URL(address) : ({} as Partial<URL>);
  const after = `${protocol}//${host}`;
  const next = address.at(after.length) ?? '/';
  return Boolean(host) && !username && !password && address.toLowerCase().startsWith(after) && ':/?#'.includes(next);
}
