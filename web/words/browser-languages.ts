/**
 * Language tags that `Intl` takes, in their order. A browser may say others: under a POSIX locale Chromium's language is
 * `en-US@posix`, which no formatter accepts.
 */
export function usableTags(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => {
    try {
      return Intl.getCanonicalLocales(tag.replace(/@.*/, ''));
    } catch {
      return [];
    }
  });
}

/** What the browser's owner reads, the best first. */
export const browserLanguages = (): string[] => usableTags(navigator.languages);
