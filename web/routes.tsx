import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
  useLocation,
  useParams,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { answerRoutes } from './answer-routes.tsx';
import { isAway, Refused } from './api.ts';
import { broadcastRoutes } from './broadcast-routes.tsx';
import type { InsightSearch } from './delivery/insight/search.ts';
import { Finding } from './finding.tsx';
import { ChooseConversation } from './inbox/choose-conversation.tsx';
import { startDrafts } from './inbox/composer/drafts.ts';
import { Inbox } from './inbox/inbox.tsx';
import { OpenConversation } from './inbox/open-later.ts';
import { nameOutbox, startOutbox } from './inbox/outbox-later.ts';
import { forget, recall } from './offline.ts';
import { peopleRoutes } from './people-routes.tsx';
import { meQuery, type Only, setupQuery } from './queries.ts';
import { Broken } from './shell/broken.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';
import { signOut } from './shell/sign-out.ts';
import { Blocks } from './ui/blocks.tsx';
import { type View, views } from './views.ts';

const Phones = lazy(async () => ({ default: (await import('./phones/phones.tsx')).Phones }));
const GettingStarted = lazy(async () => ({ default: (await import('./start/getting-started.tsx')).GettingStarted }));

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet });

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const isNeeded = await context.client.fetchQuery(setupQuery).then(
      ({ needed }) => needed,
      // Without a network nothing can be set up, but what was seen can be read.
      (error) => {
        if (!isAway(error)) throw error;
        return false;
      },
    );
    if (!isNeeded) throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } });
  },
  component: lazyRouteComponent(() => import('./start/set-up.tsx'), 'SetUp'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string | undefined } => ({
    next: typeof next === 'string' ? next : undefined,
  }),
  beforeLoad: async ({ context }) => {
    const { needed } = await context.client.fetchQuery(setupQuery);
    if (needed) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./sign-in/sign-in.tsx'), 'SignIn'),
});

const Join = lazy(async () => ({ default: (await import('./join/join.tsx')).Join }));

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: function JoinRoute() {
    const token = useLocation({ select: ({ hash }) => hash });
    return (
      <Suspense>
        <Join token={token} signOut={(memberId) => signOut(memberId).then(forget)} />
      </Suspense>
    );
  },
});

/** Everything that only a member sees. */
const member = createRoute({
  getParentRoute: () => root,
  id: 'member',
  beforeLoad: async ({ context, location }) => {
    const { client } = context;
    const me = await client.ensureQueryData(meQuery).catch(async (error) => {
      if (error instanceof Refused && error.problem.status === 401) {
        await forget().catch(() => {});
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      }
      const known = isAway(error) && (await recall(client));
      if (!known) throw error;
      return known;
    });
    startDrafts(me.id);
    nameOutbox(me.id);
  },
  component: function Member() {
    return (
      <Shell phones={Phones} start={startOutbox}>
        <Outlet />
        <Finding />
      </Shell>
    );
  },
});

const inbox = createRoute({
  getParentRoute: () => member,
  path: '/inbox/$view',
  validateSearch: ({ group, answered }: Record<string, unknown>): Only => ({
    ...(typeof group === 'string' && { group }),
    ...(typeof answered === 'string' && { answered }),
  }),
  search: { middlewares: [retainSearchParams(['group', 'answered'])] },
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } });
  },
  component: function InboxRoute() {
    const { view, conversationId } = useParams({ strict: false });
    const { gettingStarted } = useSuspenseQuery(meQuery).data;
    return (
      <Inbox view={view as View} openId={conversationId} isStarting={!gettingStarted.isHidden}>
        <Outlet />
      </Inbox>
    );
  },
});

const inboxStart = createRoute({
  getParentRoute: () => member,
  path: '/inbox',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'waiting' } });
  },
});

const noConversation = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: function NoConversation() {
    const { gettingStarted } = useSuspenseQuery(meQuery).data;
    return gettingStarted.isHidden ? <ChooseConversation /> : <GettingStarted />;
  },
});

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: function ConversationRoute() {
    const { view, conversationId } = conversation.useParams();
    return (
      <Suspense fallback={<Blocks />}>
        <OpenConversation key={conversationId} conversationId={conversationId} view={view as View} />
      </Suspense>
    );
  },
});

const lines = createRoute({
  getParentRoute: () => member,
  path: '/lines',
  component: lazyRouteComponent(() => import('./lines/lines.tsx'), 'Lines'),
});

const limits = createRoute({
  getParentRoute: () => member,
  path: '/limits',
  component: lazyRouteComponent(() => import('./limits/limits.tsx'), 'LimitsPage'),
});

const delivery = createRoute({
  getParentRoute: () => member,
  path: '/delivery',
  component: lazyRouteComponent(() => import('./delivery/delivery.tsx'), 'DeliveryPage'),
});

const insight = createRoute({
  getParentRoute: () => member,
  path: '/delivery/insight',
  validateSearch: (search: InsightSearch) => search,
  component: lazyRouteComponent(() => import('./delivery/insight/insight.tsx'), 'Insight'),
});

const transcript = createRoute({
  getParentRoute: () => member,
  path: '/conversations/$conversationId/transcript',
  component: lazyRouteComponent(() => import('./inbox/transcript/transcript.tsx'), 'Transcript'),
});

const search = createRoute({
  getParentRoute: () => member,
  path: '/search',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
    typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {},
  component: lazyRouteComponent(() => import('./search/search.tsx'), 'Search'),
});

const settings = createRoute({
  getParentRoute: () => member,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings.tsx'), 'Settings'),
});

const team = createRoute({
  getParentRoute: () => member,
  path: '/team',
  component: lazyRouteComponent(() => import('./team/team.tsx'), 'Team'),
});

const replies = createRoute({
  getParentRoute: () => member,
  path: '/replies',
  component: lazyRouteComponent(() => import('./replies/replies.tsx'), 'Replies'),
});

const questions = createRoute({
  getParentRoute: () => member,
  path: '/questions',
  component: lazyRouteComponent(() => import('./questions/questions.tsx'), 'Questions'),
});

const loadBuilder = () => import('./questions/builder/pages.tsx');

const newQuestion = createRoute({
  getParentRoute: () => member,
  path: '/questions/new',
  validateSearch: ({ like }: Record<string, unknown>): { like?: string } => (typeof like === 'string' ? { like } : {}),
  component: lazyRouteComponent(loadBuilder, 'NewQuestion'),
});

const question = createRoute({
  getParentRoute: () => member,
  path: '/questions/$questionId',
  component: lazyRouteComponent(loadBuilder, 'ChangeQuestion'),
});

const tree = root.addChildren([
  firstRun,
  signIn,
  join,
  member.addChildren([
    inboxStart,
    inbox.addChildren([noConversation, conversation]),
    lines,
    limits,
    delivery,
    insight,
    transcript,
    settings,
    team,
    search,
    replies,
    questions,
    newQuestion,
    question,
    ...peopleRoutes(member),
    ...answerRoutes(member),
    ...broadcastRoutes(member),
  ]),
]);

/** Every address of the page. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

function isView(text: string): text is View {
  return (views as readonly string[]).includes(text);
}
