import { type ComponentProps, Fragment, type ReactNode, useId, useRef, useState } from 'react';
import { placeBeside } from './anchor.ts';
import { Button } from './button.tsx';
import styles from './popover.module.css';

interface Given extends Omit<ComponentProps<typeof Button>, 'popoverTarget' | 'children'> {
  /** What the popover is called. */
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A button that opens a small dialog beside it, which goes with Escape or a click elsewhere and gives the focus back. */
export function Popover({ label, trigger, children, ...button }: Given) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button {...button} ref={opener} popoverTarget={id} aria-haspopup="dialog">
        {trigger}
      </Button>
      <PopoverPanel id={id} label={label} anchor={() => opener.current}>
        {children}
      </PopoverPanel>
    </>
  );
}

/** The dialog without its button; whoever opens it, by its id, says beside what. Its content is drawn while it is open. */
export function PopoverPanel({
  id,
  label,
  anchor,
  children,
}: {
  id: string;
  label: string;
  anchor: () => Element | null | undefined;
  children: (close: () => void) => ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  // Each opening has its own content, also one that comes before the last is gone.
  const [openedAt, setOpenedAt] = useState(0);
  return (
    <div
      ref={panel}
      id={id}
      popover="auto"
      role="dialog"
      aria-label={label}
      className={styles.popover}
      onBeforeToggle={({ newState }) => {
        const beside = anchor();
        if (newState === 'open' && panel.current && beside) placeBeside(panel.current, beside);
        if (newState === 'open') setOpenedAt(performance.now());
      }}
      // Only afterwards: the focus that goes with its content is not given back.
      onToggle={({ newState }) => newState === 'closed' && setOpenedAt(0)}
    >
      {openedAt > 0 && <Fragment key={openedAt}>{children(() => panel.current?.hidePopover())}</Fragment>}
    </div>
  );
}
