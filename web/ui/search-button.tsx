import { Link } from '@tanstack/react-router';
import { Button, buttonClass, useShortcut } from './button.tsx';
import { Caps } from './caps.tsx';
import { showSheet } from './finding.ts';
import { useFindingWords } from './finding-words.ts';
import { Hidden } from './hidden.tsx';
import { Icon } from './icon.tsx';
import styles from './search-button.module.css';

/** The ways to find something: the search, and the palette by the name of its key. */
export function SearchButton() {
  const words = useFindingWords();
  return (
    <div className={styles.ways}>
      <Link to="/search" className={buttonClass('icon')} aria-keyshortcuts={useShortcut('/')}>
        <Icon name="search" label={words.search} />
      </Link>
      <div className={styles.keyed}>
        <Button look="quiet" shortcut="Mod+k" aria-haspopup="dialog" onClick={() => showSheet('palette')}>
          <Hidden>{words.find}</Hidden>
          <Caps shortcut="Mod+k" />
        </Button>
      </div>
    </div>
  );
}
