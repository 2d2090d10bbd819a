import { createLog } from '../platform/log.ts';
import type { ApiParts } from './route.ts';
import { buildServer } from './server.ts';

/** The OpenAPI 3.1 document of the whole API; needs no database. */
export async function openApiDocument(): Promise<object> {
  // No request is answered, so nothing of the parts is touched.
  const parts = {} as ApiParts;
  const server = await buildServer(parts, {
    log: createLog('silent'),
    trustedProxy: [],
    isSecure: false,
    isReady: async () => false,
    pool: { totalCount: 0, idleCount: 0, waitingCount: 0 },
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  return document;
}
