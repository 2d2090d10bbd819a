import { useId } from 'react';
import styles from './switch.module.css';

interface Given {
  label: string;
  hint?: string;
  isOn: boolean;
  set: (isOn: boolean) => void;
}

/** A switch, which acts at once. */
export function Switch({ label, hint, isOn, set }: Given) {
  const id = useId();
  return (
    <div className={styles.line}>
      <button
        type="button"
        role="switch"
        className={styles.switch}
        aria-checked={isOn}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={() => set(!isOn)}
      />
      <span>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the switch beside it has the keys */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a wider place to hit, not a control of its own */}
        <span id={id} className={styles.label} onClick={() => set(!isOn)}>
          {label}
        </span>
        {hint && (
          <span id={`${id}-hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
