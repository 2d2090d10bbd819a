export type Reply = { body: string; mediaUrls: string[] };

const xmlTypes = new Set(['text/xml', 'application/xml', 'text/html']);

/**
 * What a webhook's answer says to the person (Twilio, "webhook request"): TwiML `<Message>`s, or the whole text of a text/plain
 * answer; null when the answer is of a kind that Twilio cannot read (error 12300).
 */
export function readReplies(contentType: string, body: string): Reply[] | null {
  if (body.trim() === '') return [];
  if (contentType === 'text/plain') return [{ body, mediaUrls: [] }];
  if (!xmlTypes.has(contentType)) return null;
  const response = /<Response>([\s\S]*)<\/Response>/.exec(body);
  if (!response) return /<Response\s*\/>/.test(body) ? [] : null;
  return Array.from(response[1]!.matchAll(/<Message(?:\s[^>]*)?>([\s\S]*?)<\/Message>/g), (message) =>
    readMessage(message[1]!),
  );
}

function readMessage(inner: string): Reply {
  const all = (tag: string) =>
    Array.from(inner.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g')), (found) => plain(found[1]!));
  const nested = all('Body');
  return {
    body: nested.length > 0 ? nested.join('') : plain(inner.replace(/<Media>[\s\S]*?<\/Media>/g, '')),
    mediaUrls: all('Media'),
  };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(xml: string): string {
  const text = xml
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => inner.replace(/[&<>]/g, escapeLetter));
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return entities[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .trim();
}

function escapeLetter(letter: string): string {
  return letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;';
}
