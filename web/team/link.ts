const loopback = /^(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/;

/**
 * The address of an invitation for somebody else's machine: the one that is set for all, or, when none is, the one at
 * which this page was reached. `isLocal` when no other machine can reach that either.
 */
export function linkOf(made: string): { url: string; isLocal: boolean } {
  const url = new URL(made);
  if (!loopback.test(url.hostname)) return { url: made, isLocal: false };
  return { url: `${location.origin}${url.pathname}${url.hash}`, isLocal: loopback.test(location.hostname) };
}
