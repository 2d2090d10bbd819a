import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The addresses of texts that go to many. */
export function broadcastRoutes<Parent extends AnyRoute>(member: Parent) {
  const list = createRoute({
    getParentRoute: () => member,
    path: '/broadcasts',
    component: lazyRouteComponent(() => import('./broadcasts/broadcasts.tsx'), 'Broadcasts'),
  });
  // One page for both addresses: a draft gets its own while somebody types, and nothing is drawn anew.
  const writing = createRoute({
    getParentRoute: () => member,
    id: 'writing-broadcast',
    component: lazyRouteComponent(() => import('./broadcasts/editor/page.tsx'), 'WriteBroadcast'),
  });
  const add = createRoute({ getParentRoute: () => writing, path: '/broadcasts/new' });
  const edit = createRoute({ getParentRoute: () => writing, path: '/broadcasts/$broadcastId/edit' });
  const one = createRoute({
    getParentRoute: () => member,
    path: '/broadcasts/$broadcastId',
    validateSearch: ({ show }: Record<string, unknown>): { show?: string | undefined } =>
      typeof show === 'string' ? { show } : {},
    component: lazyRouteComponent(() => import('./broadcasts/going/page.tsx'), 'OneBroadcast'),
  });
  return [list, writing.addChildren([add, edit]), one] as const;
}
