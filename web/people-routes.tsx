import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The addresses of people, and of what is done with many of them. */
export function peopleRoutes<Parent extends AnyRoute>(member: Parent) {
  const people = createRoute({
    getParentRoute: () => member,
    path: '/people',
    validateSearch: readPeopleSearch,
    component: lazyRouteComponent(() => import('./people/people.tsx'), 'People'),
  });
  const groups = createRoute({
    getParentRoute: () => member,
    path: '/people/groups',
    validateSearch: readPeopleSearch,
    component: lazyRouteComponent(() => import('./people/groups/groups.tsx'), 'Groups'),
  });
  const fields = createRoute({
    getParentRoute: () => member,
    path: '/people/fields',
    component: lazyRouteComponent(() => import('./people/fields/fields.tsx'), 'Fields'),
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
  const person = createRoute({
    getParentRoute: () => member,
    path: '/people/$personId',
    validateSearch: ({ show }: Record<string, unknown>): { show?: string } =>
      typeof show === 'string' ? { show } : {},
    component: lazyRouteComponent(() => import('./people/person/person.tsx'), 'Person'),
  });
  const imports = createRoute({
    getParentRoute: () => member,
    path: '/people/import',
    component: lazyRouteComponent(() => import('./people/import/imports.tsx'), 'Imports'),
  });
  const oneImport = createRoute({
    getParentRoute: () => member,
    path: '/people/import/$importId',
    validateSearch: ({ at }: Record<string, unknown>): { at?: string } => (typeof at === 'string' ? { at } : {}),
    component: lazyRouteComponent(() => import('./people/import/import-route.tsx'), 'ImportRoute'),
  });
  return [people, person, groups, fields, imports, oneImport, optOuts, ledger];
}

/** What of an address says whom the table shows; what a filter says is for the server to judge. */
function readPeopleSearch({ q, sort, filter }: Record<string, unknown>): {
  q?: string;
  sort?: string;
  filter?: object;
} {
  const isFilter = typeof filter === 'object' && filter !== null && 'match' in filter && 'conditions' in filter;
  return {
    ...(q !== undefined && q !== '' && { q: String(q) }),
    ...(typeof sort === 'string' && { sort }),
    ...(isFilter && Array.isArray(filter.conditions) && { filter }),
  };
}
