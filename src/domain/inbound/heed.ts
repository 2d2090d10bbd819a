import { readAddress } from '../../platform/phone-number.ts';
import type { IncomingText } from '../../providers/provider.ts';
import type { TeamTransaction } from '../floor.ts';
import { type Line, noteCompanyAnswered, providerOf } from '../lines/lines.ts';
import { answerKeyword } from '../messages/messages.ts';
import {
  findByConversations,
  type Keyword,
  keywordLanguage,
  keywordWords,
  noteConfirmation,
  optIn,
  optOut,
} from '../people/people.ts';
import { stopAsking } from '../questions/questions.ts';
import { findTeam } from '../teams/teams.ts';

/** A keyword that somebody has texted. */
export interface Said {
  keyword: Keyword;
  conversationId: string;
  /** They had opted out before. */
  hadOptedOut: boolean;
  saidAt: Date;
}

/**
 * Does what a keyword asks for, and answers it where the company does not.
 * @returns whether something has changed for the person.
 */
export async function heed(tx: TeamTransaction, line: Line, text: IncomingText, said: Said): Promise<boolean> {
  const { keyword, conversationId, hadOptedOut, saidAt } = said;
  const address = readAddress(text.from).value;
  const record = { words: text.body, saidAt, lineId: line.id };
  if (text.optOut !== null) await noteCompanyAnswered(tx, line);
  if (keyword === 'help') {
    if (!hadOptedOut) await answer(tx, line, text, said);
    return false;
  }
  if (keyword === 'start') {
    const isNews = await optIn(tx, address, record);
    if (isNews) await answer(tx, line, text, said);
    return isNews;
  }
  await stopAsking(tx, conversationId);
  const isNews = await optOut(tx, address, { how: 'texted', ...record });
  const messageId = isNews && (await answer(tx, line, text, said));
  if (messageId) await noteConfirmation(tx, address, messageId);
  return isNews;
}

/** A confirmation comes within five minutes or not at all (47 CFR 64.1200(a)(12)). */
const inTimeMs = 5 * 60_000;

/** Answers, unless the company does that itself, it is too late, or enough was said already; with the text, if there is one. */
async function answer(
  tx: TeamTransaction,
  line: Line,
  text: IncomingText,
  { keyword, conversationId, saidAt }: Said,
): Promise<string | undefined> {
  if (providerOf(tx, line.provider).answersKeyword?.(line, text)) return undefined;
  if (Date.now() - saidAt.getTime() > inTimeMs) return undefined;
  const { kind, value: address } = readAddress(text.from);
  if (kind === 'sender_name') return undefined;
  const person = (await findByConversations(tx, [conversationId])).get(conversationId);
  const { name: team } = await findTeam(tx);
  const language = keywordLanguage(text.body, person?.fields ?? {});
  const own = keyword === 'help' ? line.helpTexts[language] : undefined;
  const words = own ?? keywordWords(keyword, team, language);
  return answerKeyword(tx, conversationId, address, words);
}
