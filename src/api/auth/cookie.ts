/** What every cookie of ours says of itself, as the sign-in library is told and as we write it. */
export const attributesOf = (isSecure: boolean) => ({ httpOnly: true, sameSite: 'lax', secure: isSecure }) as const;
const attributes = (isSecure: boolean) => `HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

/** A cookie as a header hands it over. */
export function writeCookie(
  name: string,
  value: string,
  { path, seconds, isSecure }: { path: string; seconds: number; isSecure: boolean },
): string {
  return `${name}=${value}; Max-Age=${seconds}; Path=${path}; ${attributes(isSecure)}`;
}

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
