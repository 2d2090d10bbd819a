import { findLinks } from './links.ts';

/** What somebody wrote, with what can be opened in it. Nothing of it is fetched, and who opens it does not say from where. */
export function Linked({ text }: { text: string }) {
  let place = 0;
  return findLinks(text).map(({ words, href }) => {
    const key = place;
    place += words.length;
    if (!href) return words;
    return (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
        <bdi>{words}</bdi>
      </a>
    );
  });
}
