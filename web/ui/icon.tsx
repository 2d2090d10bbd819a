import type { ReactNode } from 'react';
import { Hidden } from './hidden.tsx';

const shapes = {
  inbox: <path d="M4 5h16v11H9l-5 4z" />,
  people: (
    <>
      <circle cx="9" cy="9" r="3.4" />
      <path d="M3 19c.6-3.4 3-5 6-5s5.4 1.6 6 5M16 6a3 3 0 010 6M17.5 14c2 .4 3.2 2 3.5 5" />
    </>
  ),
  phone: (
    <>
      <rect x="7" y="3" width="10" height="18" rx="2.5" />
      <path d="M11 18h2" />
    </>
  ),
  setup: (
    <>
      <circle cx="12" cy="12" r="3" />
      <path d="M12 3v3M12 18v3M3 12h3M18 12h3" />
    </>
  ),
  tell: <path d="M4 10v4h3l9 4.500v-13L7 10zM19.500 9.500v5" />,
  ask: <path d="M5 20V11M10 20V5M15 20v-6M20 20V8" />,
  delivery: <path d="M21 3L10 14M21 3l-7 18-4-7-7-4z" />,
  account: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <circle cx="12" cy="10" r="2.8" />
      <path d="M6.5 18c1-2.5 3-3.5 5.5-3.500s4.5 1 5.5 3.5" />
    </>
  ),
  back: <path d="M14.5 5.500L8 12l6.5 6.5" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="M15 15l5.500 5.500" />
    </>
  ),
  done: <path d="M5 12.500l4.5 4.500L19 7" />,
} satisfies Record<string, ReactNode>;

/** A line drawing. Beside a word it is decoration; alone it needs a `label`. */
export function Icon({ name, label }: { name: keyof typeof shapes; label?: string }) {
  return (
    <>
      <svg
        width="20"
        height="20"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        data-turns={name === 'back' || undefined}
        aria-hidden
      >
        {shapes[name]}
      </svg>
      {label && <Hidden>{label}</Hidden>}
    </>
  );
}
