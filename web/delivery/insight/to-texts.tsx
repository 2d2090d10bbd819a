import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Bucket, Range } from './search.ts';

interface Given {
  range: Range;
  bucket: Bucket;
  className?: string | undefined;
  /** In a picture: the table beside it has the same link for the keyboard. */
  isDrawn?: boolean;
  children: ReactNode;
}

/** The way from a number to the texts behind it. */
export function ToTexts({ range, bucket, className, isDrawn, children }: Given) {
  return (
    <Link
      to="/delivery/insight"
      search={{ ...range, ...bucket }}
      className={className}
      {...(isDrawn && { tabIndex: -1 })}
    >
      {children}
    </Link>
  );
}
