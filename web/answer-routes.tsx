import { type AnyRoute, createRoute, useParams, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import type { BoardSearch } from './questions/board/use-board-search.ts';

const RoundBoard = lazy(async () => ({ default: (await import('./questions/board/round-board.tsx')).RoundBoard }));
const Wall = lazy(async () => ({ default: (await import('./questions/wall/wall.tsx')).Wall }));
const Grid = lazy(async () => ({ default: (await import('./questions/grid/grid.tsx')).Grid }));
const Unclear = lazy(async () => ({ default: (await import('./questions/unclear/unclear.tsx')).Unclear }));

const readSearch = ({ step, show, late }: Record<string, unknown>): BoardSearch => ({
  ...(Number.isInteger(step) && Number(step) > 0 && { step: Number(step) }),
  ...(typeof show === 'string' && { show }),
  ...(late === 'out' && { late }),
});

/** The addresses at which answers are seen. */
export function answerRoutes<Parent extends AnyRoute>(member: Parent) {
  const round = createRoute({
    getParentRoute: () => member,
    path: '/questions/$questionId/rounds/$roundId',
    validateSearch: readSearch,
    component: function RoundRoute() {
      const { roundId = '' } = useParams({ strict: false });
      return <RoundBoard roundId={roundId} />;
    },
  });
  const wall = createRoute({
    getParentRoute: () => member,
    path: '/questions/$questionId/rounds/$roundId/wall',
    component: function WallRoute() {
      const { questionId = '', roundId = '' } = useParams({ strict: false });
      return <Wall questionId={questionId} roundId={roundId} />;
    },
  });
  const grid = createRoute({
    getParentRoute: () => member,
    path: '/questions/$questionId/grid',
    validateSearch: readSearch,
    component: function GridRoute() {
      const { questionId = '' } = useParams({ strict: false });
      const { step = 0 } = useSearch({ strict: false });
      return <Grid questionId={questionId} step={step} />;
    },
  });
  const unclear = createRoute({ getParentRoute: () => member, path: '/questions/unclear', component: Unclear });
  return [round, wall, grid, unclear] as const;
}
