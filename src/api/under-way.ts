import type { FastifyInstance } from 'fastify';

/**
 * Has a server close only when its handlers have ended. It would wait for its connections alone: of somebody who has gone
 * there is none, while what they asked for is still being done.
 */
export function finishWhatIsUnderWay(server: FastifyInstance): void {
  const underWay = new Set<unknown>();
  const noted = <Do extends (...given: never[]) => unknown>(work: Do) =>
    function (this: unknown, ...given: never[]): unknown {
      const done = work.apply(this, given);
      if (!(done instanceof Promise)) return done;
      underWay.add(done);
      const forget = () => underWay.delete(done);
      done.then(forget, forget);
      return done;
    } as Do;
  server.addHook('onRoute', (route) => {
    route.handler = noted(route.handler);
    if (route.onRequest) route.onRequest = [route.onRequest].flat().map(noted);
  });
  server.addHook('onClose', async () => {
    while (underWay.size > 0) {
      await Promise.allSettled(underWay);
      // Whoever has just been let in gets to their handler.
      await new Promise(setImmediate);
    }
  });
}
