import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../platform/errors.ts';

const folder = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** Serves the built page. Any path that is no file is a place inside the page, which reads the address itself. */
export async function page(server: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(folder);
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      index: false,
      preCompressed: true,
      cacheControl: false,
      // File names carry a hash of what is in them.
      setHeaders: (reply, path) =>
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
    // By name: what is no file of ours must not be looked for on the disk.
    for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())) {
      server.get(`/${name}`, (_request, reply) => reply.sendFile(name, folder));
    }
  }
  server.setNotFoundHandler(async (request, reply) => {
    const isPlace = ['GET', 'HEAD'].includes(request.method) && !/^\/(api|webhooks|assets)\//.test(request.url);
    if (!isPlace) throw new AppError('not_found', 'There is nothing at this address.');
    if (!isBuilt) throw new Error('The page is not built. Run `npm start`, which builds it.');
    return reply.sendFile('index.html', folder);
  });
}
