import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import * as broadcastShapes from './broadcast-shapes.ts';
import * as consentShapes from './consent-shapes.ts';
import * as deliveryShapes from './delivery-shapes.ts';
import * as importShapes from './import-shapes.ts';
import * as insightShapes from './insight-shapes.ts';
import * as peopleFilterShapes from './people-filter-shapes.ts';
import * as practiceShapes from './practice-shapes.ts';
import * as questionContentShapes from './question-content-shapes.ts';
import * as questionShapes from './question-shapes.ts';
import { ReadyJson, type Route } from './route.ts';
import * as shapes from './shapes.ts';
import * as teamShapes from './team-shapes.ts';
import * as timelineShapes from './timeline-shapes.ts';
import * as writingShapes from './writing-shapes.ts';

// A shape comes before those that contain it.
const named = [
  shapes,
  deliveryShapes,
  consentShapes,
  importShapes,
  peopleFilterShapes,
  practiceShapes,
  teamShapes,
  timelineShapes,
  writingShapes,
  questionContentShapes,
  questionShapes,
  broadcastShapes,
  insightShapes,
]
  .flatMap((file) => Object.values(file) as unknown[])
  .filter((shape) => typeof shape === 'object' && shape !== null && '$id' in shape);

/** Makes the shapes that have names known to a server, so that schemas can refer to them. */
export function addShapes(server: FastifyInstance): void {
  for (const shape of named) server.addSchema(shape);
}

/** A shape with a name is referred to by it, so that the OpenAPI file names it once. */
export function refer(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(refer);
  if (schema === null || typeof schema !== 'object') return schema;
  if ('$id' in schema) return Type.Ref(schema.$id as string);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, refer(value)]));
}

/**
 * Makes sure that a request is what its route says. Each schema is compiled when it is first needed: all of them at the
 * start would be half of it.
 * @throws an error with `validation`, which problem.ts puts into words.
 */
export function mustFit(route: Route, request: FastifyRequest): void {
  if (route.params) checkShape(route.params, request.params, request, 'params');
  if (route.body) checkShape(route.body, request.body, request, 'body');
  checkShape(route.query, request.query, request, 'querystring');
}

/** The same for a value that is a part of a request. */
export function checkShape(
  schema: object,
  value: unknown,
  request: FastifyRequest,
  part: 'params' | 'body' | 'querystring',
): void {
  const fits = request.compileValidationSchema(schema as Record<string, unknown>, part);
  if (fits((value ?? null) as object)) return;
  throw Object.assign(new Error('The request is not what its schema says.'), { validation: fits.errors });
}

const answerForms = new WeakMap<Route, Record<string, unknown>>();

/** Sends what a route answers, as its schema says. */
export function sendAs(route: Route, reply: FastifyReply, answer: unknown): FastifyReply {
  reply.status(route.status);
  if (!route.answer) return reply.send(null);
  const schema = answerForms.get(route) ?? (forWriting(route.answer) as Record<string, unknown>);
  answerForms.set(route, schema);
  const json =
    answer instanceof ReadyJson ? answer.json : reply.serializeInput(answer as Record<string, unknown>, schema);
  return reply.type('application/json; charset=utf-8').send(json);
}

/**
 * A schema in the form that the serialiser is quickest with: `nullable` instead of a union with null. With a union it
 * validates each value to find out which of the two it is.
 */
function forWriting(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(forWriting);
  if (schema === null || typeof schema !== 'object') return schema;
  const { $id: _, anyOf, ...rest } = schema as { $id?: string; anyOf?: { type?: unknown }[] };
  const [shape, other] = anyOf ?? [];
  if (anyOf?.length === 2 && typeof shape?.type === 'string' && other?.type === 'null')
    return forWriting({ ...shape, ...rest, nullable: true });
  return Object.fromEntries(
    Object.entries({ ...rest, ...(anyOf && { anyOf }) }).map(([key, value]) => [key, forWriting(value)]),
  );
}
