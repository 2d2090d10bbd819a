/** What a cookie holds, of those that a request brings; empty when it brings none of this name, or one that cannot be read. */
export function cookieNamed(cookies: string | undefined, name: string): string {
  const value = cookies
    ?.split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  try {
    return decodeURIComponent(value ?? '');
  } catch {
    return '';
  }
}
