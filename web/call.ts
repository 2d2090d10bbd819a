interface Given extends Omit<RequestInit, 'body'> {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> };
  body?: unknown;
}

/** A server that takes longer hangs, or what stands before it does: whoever told it something hears that. */
const mostMs = 60_000;

/** Makes calls by a method, as `openapi-fetch` types them: of what that can do, the page needs no more than this. */
export const callBy =
  (method: string) =>
  async (path: string, { params: { path: names = {}, query = {} } = {}, body, headers, ...init }: Given = {}) => {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) asked.set(name, `${value}`);
    }
    const place = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(`${names[name]}`));
    const response = await fetch(asked.size ? `${place}?${asked}` : place, {
      ...(method !== 'GET' && { signal: AbortSignal.timeout(mostMs) }),
      ...init,
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return { data: text ? JSON.parse(text) : undefined, response };
    return { error: readError(text), response };
  };

/** Whoever stands before the server refuses in words of its own. */
function readError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
