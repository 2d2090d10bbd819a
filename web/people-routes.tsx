import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The addresses of people, and of what is done with many of them. */
export function peopleRoutes<Parent extends AnyRoute>(member: Parent) {
  const people = createRoute({
    getParentRoute: () => member,
    path: '/people',
    component: lazyRouteComponent(() => import('./people/people.tsx'), 'People'),
  });
  const optOuts = createRoute({
    getParentRoute: () => member,
    path: '/people/opt-outs',
    component: lazyRouteComponent(() => import('./people/opt-outs/opt-outs.tsx'), 'OptOuts'),
  });
  const ledger = createRoute({
    getParentRoute: () => member,
    path: '/people/opt-outs/$address',
    component: lazyRouteComponent(() => import('./people/opt-outs/ledger.tsx'), 'Ledger'),
  });
  return [people, optOuts, ledger];
}
