import { Link } from '@tanstack/react-router';
import styles from '../../../ui/suggestions.module.css';
import { useComposerWords } from '../words.ts';

/** The way to where saved replies are written, below those that there are. */
export function ManageReplies({ isEmpty }: { isEmpty: boolean }) {
  const words = useComposerWords();
  return (
    // The box would lose the focus, and the choices would go before the link is followed.
    <p className={styles.foot} onPointerDown={(event) => event.preventDefault()}>
      {isEmpty && words.noReplies}{' '}
      <Link to="/replies" tabIndex={-1}>
        {words.manageReplies}
      </Link>
    </p>
  );
}
