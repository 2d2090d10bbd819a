import type { ReactNode } from 'react';
import { Hidden } from '../../ui/hidden.tsx';

const shapes = {
  picture: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2.5" />
      <circle cx="9" cy="10" r="1.6" />
      <path d="M4 17l5-4 4 3 3-2.500 4.500 3.500" />
    </>
  ),
  emoji: (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="M8.500 14c.8 1.500 2 2.200 3.500 2.200s2.700-.7 3.500-2.200M9 9.700v.6M15 9.700v.6" />
    </>
  ),
  later: (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="M12 7v5l3.500 2" />
    </>
  ),
} satisfies Record<string, ReactNode>;

/** A line drawing on a button of the composer, with its name for those who do not see it. */
export function Glyph({ name, label }: { name: keyof typeof shapes; label: string }) {
  return (
    <>
      <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" aria-hidden>
        {shapes[name]}
      </svg>
      <Hidden>{label}</Hidden>
    </>
  );
}
