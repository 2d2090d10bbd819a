import type { Exchange } from '../exchange.ts';
import { resetExchange } from '../exchange.ts';
import { putAccount, putNumber } from './numbers.ts';
import { numberFrom, phoneItem, putPhone, screenOf, textFromPhone } from './phones.ts';
import { putFaults } from './put-faults.ts';
import { Refused } from './refused.ts';

type ControlRequest = { method: string; path: string; query: URLSearchParams; fields: unknown };

type Route = [
  method: string,
  path: RegExp,
  answer: (exchange: Exchange, request: ControlRequest, name: string) => unknown,
];

const mostLogItems = 10_000;

/** Every address of the control API but the event stream and the pictures. */
const routes: Route[] = [
  ['GET', /^\/phones$/, (exchange) => ({ items: exchange.phones.all().map(phoneItem) })],
  ['PUT', /^\/phones\/([^/]+)$/, (exchange, { fields }, number) => putPhone(exchange, numberFrom(number), fields)],
  ['GET', /^\/phones\/([^/]+)\/texts$/, (exchange, _, number) => screenOf(exchange, numberFrom(number))],
  [
    'POST',
    /^\/phones\/([^/]+)\/texts$/,
    (exchange, { fields }, number) => textFromPhone(exchange, numberFrom(number), fields),
  ],
  [
    'GET',
    /^\/numbers$/,
    (exchange) => ({ items: Array.from(exchange.numbers, ([number, settings]) => ({ number, ...settings })) }),
  ],
  ['PUT', /^\/numbers\/([^/]+)$/, (exchange, { fields }, number) => putNumber(exchange, numberFrom(number), fields)],
  ['PUT', /^\/accounts\/([^/]+)$/, (exchange, { fields }, sid) => putAccount(exchange, sid, fields)],
  ['GET', /^\/faults$/, (exchange) => exchange.faults],
  ['PUT', /^\/faults$/, (exchange, { fields }) => putFaults(exchange, fields)],
  ['GET', /^\/log$/, (exchange, { query }) => readLog(exchange, query)],
  ['POST', /^\/reset$/, (exchange) => resetExchange(exchange)],
];

/** Answers one request to the control API; undefined is an empty answer. Throws Refused. */
export function answerControl(exchange: Exchange, request: ControlRequest): unknown {
  const here = routes.filter(([, path]) => path.test(request.path));
  if (here.length === 0) throw new Refused(404, `There is nothing at /_carrier${request.path}`);
  const route = here.find(([method]) => method === request.method);
  if (!route) throw new Refused(405, `Only ${here.map(([method]) => method).join(' and ')} here`);
  return route[2](exchange, request, decode(route[1].exec(request.path)?.[1] ?? ''));
}

function readLog(exchange: Exchange, query: URLSearchParams) {
  const whole = (name: string, usual: number) => {
    const written = query.get(name) || String(usual);
    if (!/^\d{1,12}$/.test(written)) throw new Refused(400, `${name} must be a whole number`);
    return Number(written);
  };
  return exchange.log.after(whole('after', 0), Math.min(Math.max(1, whole('limit', 1000)), mostLogItems));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refused(400, 'The address is not well formed');
  }
}
