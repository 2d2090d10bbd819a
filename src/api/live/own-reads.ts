import { read } from './frames.ts';
import { readSaid } from './said.ts';

/** A member has seen what is in a conversation: up to a message, or up to a note (null). */
export interface Read {
  teamId: string;
  memberId: string;
  conversationId: string;
  messageId: string | null;
}

/**
 * Tells the other pages of a member what they have read in one. It concerns nobody else, so it has no number and is kept
 * nowhere: a page that misses it shows a text as unread until it looks again.
 */
export interface OwnReads {
  tell(read: Read): void;
  /** What another process was told. */
  hear(words: string): void;
}

/** `show` tells the pages of a member, `say` the other processes. */
export function openOwnReads({
  show,
  say,
}: {
  show(teamId: string, frames: Buffer, memberId: string): void;
  say(words: string): void;
}): OwnReads {
  const take = ({ teamId, memberId, ...seen }: Read) => show(teamId, Buffer.from(read(seen)), memberId);
  return {
    tell(read) {
      take(read);
      say(JSON.stringify({ read }));
    },
    hear(words) {
      const said = readSaid(words)?.read as Partial<Read> | undefined;
      if (!said || typeof said !== 'object') return;
      const { teamId, memberId, conversationId, messageId = null } = said;
      const texts = [teamId, memberId, conversationId, messageId ?? ''];
      if (texts.every((text) => typeof text === 'string')) take({ ...(said as Read), messageId });
    },
  };
}
