import { Button } from '../../../ui/button.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useComposerWords } from '../words.ts';
import { describePicture, type Picture, prepare, removePicture, usePictures } from './pictures.ts';
import styles from './strip.module.css';

/** The pictures that go with what is being written: each with what it shows, how far it is, and a way to remove it. */
export function PictureStrip({ conversationId }: { conversationId: string }) {
  const words = useComposerWords();
  const pictures = usePictures(conversationId);
  if (pictures.length === 0) return null;
  return (
    <ul className={styles.strip} aria-label={words.pictures}>
      {pictures.map((picture) => (
        <One key={picture.key} conversationId={conversationId} picture={picture} />
      ))}
    </ul>
  );
}

function One({ conversationId, picture }: { conversationId: string; picture: Picture }) {
  const words = useComposerWords();
  const { key, name, alt, state, percent, preview, fault } = picture;
  const why = typeof fault === 'string' ? words[fault] : fault?.words;
  return (
    <li className={styles.one}>
      {preview ? <img className={styles.thumb} src={preview} alt="" /> : <span className={styles.thumb} />}
      <div className={styles.facts}>
        <input
          className={styles.alt}
          aria-label={words.altOf(name)}
          placeholder={words.alt}
          value={alt}
          maxLength={500}
          onChange={(event) => describePicture(conversationId, key, event.currentTarget.value)}
        />
        <p className={state === 'failed' ? styles.bad : styles.state} role="status">
          {state === 'shrinking' && words.shrinking}
          {state === 'uploading' && (
            <>
              <span aria-hidden>{words.uploading(percent)}</span>
              {/* Spoken at the start, half-way and at the end only. */}
              <Hidden>{words.uploading(percent < 50 ? 0 : 50)}</Hidden>
            </>
          )}
          {state === 'ready' && <Hidden>{words.uploaded(name)}</Hidden>}
          {state === 'failed' && why}
          {fault === 'uploadFailed' && state === 'failed' && (
            <>
              {' '}
              <Button look="text" onClick={() => void prepare(conversationId, key)}>
                {words.tryAgain}
              </Button>
            </>
          )}
        </p>
      </div>
      <Button look="icon" onClick={() => removePicture(conversationId, key)}>
        <Icon name="close" label={words.removePicture(name)} />
      </Button>
    </li>
  );
}
