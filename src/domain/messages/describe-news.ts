import type { News } from '../../platform/queue.ts';
import * as conversations from '../conversations/conversations.ts';
import type { Listening } from '../teams/teams.ts';

/** What the service worker makes a notification of, in words of its own. */
export interface Notice {
  kind: News['kind'] | 'test';
  language: string;
  /** Who wrote. */
  name?: string;
  /** What they wrote, if the member wants that to be shown. */
  words?: string;
  count?: number;
  conversationId?: string;
  /** What of the month's money is spent, of how much. */
  spent?: number;
  cap?: number;
  currency?: string;
  /** By ISO 3166-1. */
  country?: string;
  /** How many conversations wait: the number on the app's icon. */
  waiting: number;
}

/** A message to a browser has room for little more, and a notification for much less. */
const mostCharacters = 240;

/** What to tell a browser; null when there is nothing to tell any more: somebody has answered meanwhile. */
export async function describeNews(browser: Listening, news: News): Promise<Notice | null> {
  const { member, preferences } = browser;
  const { waiting } = await conversations.countViews(member);
  const language = preferences.language ?? browser.language;
  if (news.kind === 'many') return { kind: 'many', language, count: news.count, waiting };
  if (!('conversationId' in news)) return { ...news, language, waiting };
  const conversation = await conversations.find(member, news.conversationId).catch(() => null);
  if (!conversation || (news.kind === 'texts' && !conversation.waitingSince)) return null;
  const { lastMessage, person } = conversation;
  const hasWords = preferences.notifyWords && news.kind === 'texts' && lastMessage?.direction === 'inbound';
  return {
    kind: news.kind,
    language,
    name: clip(person.name, 80),
    ...(hasWords && lastMessage.body.trim() && { words: clip(lastMessage.body.trim(), mostCharacters) }),
    ...(news.kind === 'texts' && { count: news.count }),
    conversationId: news.conversationId,
    waiting,
  };
}

function clip(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
