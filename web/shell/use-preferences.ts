import { useEffect, useLayoutEffect } from 'react';
import type { Me } from '../api.ts';
import { setLook } from '../ui/look.ts';
import { setSingleKeys } from '../ui/shortcuts.ts';
import { chooseLanguage } from '../words/words.ts';

/** Shows the page as the member likes it, wherever that was said. */
export function usePreferences({ theme, density, language, singleKeys }: Me['preferences']): void {
  useLayoutEffect(() => {
    setLook('theme', theme);
    setLook('density', density);
    void chooseLanguage(language);
  }, [theme, density, language]);
  useEffect(() => setSingleKeys(singleKeys), [singleKeys]);
}
