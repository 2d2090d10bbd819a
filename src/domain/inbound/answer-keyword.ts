import { readAddress } from '../../platform/phone-number.ts';
import type { IncomingText } from '../../providers/provider.ts';
import type { TeamTransaction } from '../floor.ts';
import { type Line, providerOf } from '../lines/lines.ts';
import { answerByItself } from '../messages/messages.ts';
import { findByConversations, type Keyword, keywordWords, noteConfirmation } from '../people/people.ts';
import { findTeam } from '../teams/teams.ts';

/** A confirmation comes within five minutes or not at all (47 CFR 64.1200(a)(12)). */
const inTimeMs = 5 * 60_000;

/**
 * Answers a keyword, once it is obeyed: unless the company does that itself, it came too late, or the same was said in the
 * last hour.
 */
export async function answerKeyword(
  tx: TeamTransaction,
  line: Line,
  text: IncomingText,
  { keyword, conversationId, saidAt }: { keyword: Keyword; conversationId: string; saidAt: Date },
): Promise<void> {
  if (providerOf(tx, line.provider).answersKeyword?.(line, text)) return;
  if (Date.now() - saidAt.getTime() > inTimeMs) return;
  const person = (await findByConversations(tx, [conversationId])).get(conversationId);
  const { name: team } = await findTeam(tx);
  const words = keywordWords(keyword, { team, text: text.body, fields: person?.fields ?? {} });
  const messageId = await answerByItself(tx, conversationId, words, { isLastWord: keyword === 'stop' });
  if (messageId && keyword === 'stop') await noteConfirmation(tx, readAddress(text.from).value, messageId);
}
