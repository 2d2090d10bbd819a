import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type pg from 'pg';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { RootLog } from '../platform/log.ts';
import { storable } from '../platform/storable.ts';
import { askerOf, mustBeSignedIn } from './auth/asker.ts';
import { authRoutes } from './auth/paths.ts';
import { health } from './health.ts';
import { takeImports } from './import-files.ts';
import { streamChanges } from './live/stream.ts';
import { answerCompany, takePictures } from './media.ts';
import { metrics } from './metrics.ts';
import { movedTo } from './moved.ts';
import { page } from './page.ts';
import { answerWithProblem, mostBytes } from './problem.ts';
import type { ApiParts, Route } from './route.ts';
import { files, routes } from './routes.ts';
import { mustFit, sendAs } from './schemas.ts';
import { guard } from './security.ts';
import { finishWhatIsUnderWay } from './under-way.ts';
import { answerProvider } from './webhooks.ts';

export interface ServerOptions {
  log: RootLog;
  trustedProxy: string[];
  isSecure: boolean;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
  /** Whose connections are counted. */
  pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
}

/** Builds the HTTP server with everything it serves; listening is the caller's. */
export async function buildServer(parts: ApiParts, options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    // Fastify's own `info` lines ("Server listening at …") say nothing new.
    loggerInstance: options.log.child(
      {},
      { level: options.log.level === 'info' ? 'warn' : options.log.level },
    ) as unknown as FastifyBaseLogger,
    // No line for each request: what goes wrong is logged in problem.ts.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    // A logger for each request is not needed: the few lines about one name its id themselves.
    childLoggerFactory: (log) => log,
    trustProxy: options.trustedProxy.length > 0 ? options.trustedProxy : false,
    bodyLimit: mostBytes,
    routerOptions: { maxParamLength: 200 },
    // While we close, requests on open connections are still answered.
    return503OnClosing: false,
    // An address that cannot be read never reaches the error handler.
    frameworkErrors: (error, request, reply) => answerWithProblem(error, request, reply),
    requestTimeout: 30_000,
    // Input is what its schema says, or it is refused: nothing is turned into something else on the way.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true } },
  });
  finishWhatIsUnderWay(server);
  server.setErrorHandler(answerWithProblem);
  server.removeContentTypeParser('text/plain');

  await server.register(async (scope) => {
    guard(scope, options.isSecure);
    scope.addHook('preValidation', async (request) => {
      request.body = readStorable(request.body);
      request.query = readStorable(request.query);
    });
    for (const [method, url, route] of routes) add(scope, parts, method as string, url, route);
    let document: Promise<object> | undefined;
    scope.get('/api/v1/openapi.json', () => {
      document ??= import('./openapi.ts').then(({ openApiDocument }) => openApiDocument());
      return document;
    });
    for (const [url, answer] of files) {
      scope.get(url, async (request, reply) =>
        answer({ ...askOf(parts, request, reply), ...(await parts.auth.member(request, reply)) }),
      );
    }
    scope.get('/api/v1/events', (request, reply) => streamChanges(parts, request, reply));
    for (const [method, path] of authRoutes) {
      scope.route({
        method,
        url: `/api/auth${path}`,
        handler: (request, reply) => parts.auth.answer(path, request, reply),
      });
    }
  });
  await server.register(async (scope) => {
    guard(scope, options.isSecure);
    health(scope, options.isReady);
    metrics(scope, parts, options.pool);
    await page(scope);
  });
  await server.register(async (scope) => {
    guard(scope, options.isSecure);
    await takePictures(scope, parts);
  });
  await server.register(async (scope) => {
    guard(scope, options.isSecure);
    await takeImports(scope, parts);
  });
  // Companies call these, not browsers: the headers that protect a page are of no use here.
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.get('/media/:token', (request, reply) =>
      answerCompany(parts, request, reply.header('cache-control', 'no-store')),
    );
    for (const kind of ['inbound', 'status']) {
      scope.post(`/webhooks/:lineId/${kind}`, (request, reply) => answerProvider(parts, request, reply));
    }
  });
  return server;
}

/** How long requests that are under way may take once we close; then they are cut off. */
const closingPatienceMs = 2000;

/** Stops taking connections, and closes when what has been asked for is done and answered. */
export async function closeServer(server: FastifyInstance): Promise<void> {
  // `close` ends the connections that are idle now, but not those that become idle a moment later.
  const idle = setInterval(() => server.server.closeIdleConnections(), 20);
  const { promise: isCutOff, resolve } = Promise.withResolvers<void>();
  const late = setTimeout(() => {
    server.server.closeAllConnections();
    resolve();
  }, closingPatienceMs);
  await Promise.race([server.close(), isCutOff]);
  clearInterval(idle);
  clearTimeout(late);
}

function readStorable<T>(value: T): T {
  try {
    return storable(value);
  } catch {
    throw new AppError('invalid', 'Lists and objects are nested too deep here.');
  }
}

function askOf(parts: ApiParts, request: FastifyRequest, reply: FastifyReply) {
  const params = request.params as Record<string, string>;
  const query = request.query as Record<string, unknown>;
  return { parts, params, query, body: request.body, request, reply };
}

function add(server: FastifyInstance, parts: ApiParts, method: string, url: string, route: Route): void {
  server.route({
    method,
    url,
    onRequest: route.isOpen ? [] : mustBeSignedIn(parts.auth),
    handler: async (request, reply) => {
      mustFit(route, request);
      const asker = askerOf(request);
      try {
        const ask = { ...askOf(parts, request, reply), ...asker } as Parameters<Route['handle']>[0];
        const answered = await route.handle(ask);
        return sendAs(route, reply, answered);
      } catch (error) {
        const moved = asker && (await movedTo(error, asker.member, request));
        if (!moved) throw error;
        return reply.redirect(moved, 308);
      }
    },
  });
}
