import swagger from '@fastify/swagger';
import { fastify } from 'fastify';
import { Type } from 'typebox';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { addShapes, refer } from './schemas.ts';

/** The OpenAPI 3.1 document of the whole API. Made of a server that never listens: the one that does needs no document. */
export async function openApiDocument(): Promise<object> {
  const server = fastify();
  // Nothing is ever asked of it.
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => () => '');
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Hearback', version: '1', description: 'Text your people. Hear back.' },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `def-${index}`) },
  });
  addShapes(server);
  await server.register(async (scope) => {
    for (const [method, url, route] of routes) {
      scope.route({ method, url, schema: describe(route), handler: (_request, reply) => reply.send(null) });
    }
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  return document;
}

function describe({ summary, params, query, body, answer, status }: Route) {
  return {
    summary,
    ...(params && { params }),
    querystring: query,
    ...(body && { body }),
    response: { [status]: answer ? refer(answer) : Type.Null(), default: Type.Ref('Problem') },
  };
}
