/** What JSON holds; what is in it is for the test to say. */
export type Json = ReturnType<typeof JSON.parse>;

/** An answer of the API, its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
  text: string;
}

export type Browser = ReturnType<typeof openBrowser>;

/** Somebody's browser: it keeps the cookies it is given, for the paths that they are for, and sends what the page would. */
export function openBrowser(url: string, marks: Record<string, string> = {}) {
  let cookie = '';
  const others = new Map<string, { pair: string; path: string }>();

  function keep(given: string): void {
    const [pair = '', ...flags] = given.split('; ');
    const path = flags.find((flag) => flag.startsWith('Path='))?.slice('Path='.length) ?? '/';
    if (path === '/') cookie = pair;
    else others.set(pair.split('=', 1)[0] as string, { pair, path });
  }
  const cookiesFor = (asked: string) =>
    [cookie, ...[...others.values()].filter(({ path }) => asked.startsWith(path)).map(({ pair }) => pair)].join('; ');

  /** A string, bytes or a stream of them go as they are, anything else as JSON. */
  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      ...(body instanceof ReadableStream && { duplex: 'half' as const }),
      ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
      headers: {
        ...marks,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie: cookiesFor(path) }),
        ...headers,
      },
    });
    for (const each of response.headers.getSetCookie()) keep(each);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : null,
      text,
    };
    return answer;
  }

  return {
    url,
    ask,
    cookie: () => cookie,
    takeCookie: (other: string) => {
      cookie = other;
    },
  };
}
