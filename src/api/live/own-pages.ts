import { chosen, read } from './frames.ts';
import { readSaid } from './said.ts';

/** Whose pages are told. */
interface Own {
  teamId: string;
  memberId: string;
}

/** A member has seen what is in a conversation: up to a message, or up to a note (null). */
export interface Read extends Own {
  conversationId: string;
  messageId: string | null;
}

/**
 * Tells the other pages of a member what they have done in one. It concerns nobody else, so it has no number and is kept
 * nowhere: a page that misses it shows what was before until it looks again.
 */
export interface OwnPages {
  tellRead(read: Read): void;
  /** That they have chosen something for themselves, such as a preference. */
  tellChosen(own: Own): void;
  /** What another process was told. */
  hear(words: string): void;
}

/** `show` tells the pages of a member, `say` the other processes. */
export function openOwnPages({
  show,
  say,
}: {
  show(teamId: string, frames: Buffer, memberId: string): void;
  say(words: string): void;
}): OwnPages {
  const takeRead = ({ teamId, memberId, ...seen }: Read) => show(teamId, Buffer.from(read(seen)), memberId);
  const takeChosen = ({ teamId, memberId }: Own) => show(teamId, chosen, memberId);
  return {
    tellRead(read) {
      takeRead(read);
      say(JSON.stringify({ read }));
    },
    tellChosen({ teamId, memberId }) {
      takeChosen({ teamId, memberId });
      say(JSON.stringify({ chosen: { teamId, memberId } }));
    },
    hear(words) {
      const said = readSaid(words);
      const { teamId, memberId, conversationId, messageId = null } = partOf<Read>(said?.read);
      if (areTexts(teamId, memberId, conversationId, messageId ?? '')) takeRead({ ...(said?.read as Read), messageId });
      const own = partOf<Own>(said?.chosen);
      if (areTexts(own.teamId, own.memberId)) takeChosen(own as Own);
    },
  };
}

const partOf = <T>(said: unknown): Partial<T> => (typeof said === 'object' && said !== null ? said : {});

const areTexts = (...all: unknown[]): boolean => all.every((each) => typeof each === 'string');
