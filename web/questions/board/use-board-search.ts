import { useNavigate, useSearch } from '@tanstack/react-router';

/** What the address says beside the round: which of its questions, whom to show, and whether late answers count. */
export interface BoardSearch {
  step?: number;
  show?: string;
  late?: 'out';
}

export function useBoardSearch() {
  const { step = 0, show, late }: BoardSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (change: BoardSearch | { [key in keyof BoardSearch]?: undefined }) =>
    void navigate({
      to: '.',
      search: (before: BoardSearch) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  return { step, show, countsLate: late !== 'out', go };
}
