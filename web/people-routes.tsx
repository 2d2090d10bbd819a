import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The addresses of people, and of what is done with many of them. */
export function peopleRoutes<Parent extends AnyRoute>(member: Parent) {
  const people = createRoute({
    getParentRoute: () => member,
    path: '/people',
    component: lazyRouteComponent(() => import('./people/people.tsx'), 'People'),
  });
  return [people];
}
