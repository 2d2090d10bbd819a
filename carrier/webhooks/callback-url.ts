/** Whether Twilio would call this address: http or https, and no underscore in the host name (error 21609). */
export function isCallableUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '' && !hostname.includes('_');
}
