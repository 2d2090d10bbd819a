import { sql } from 'kysely';
import { invalid, notFound } from '../../platform/errors.ts';
import { storable } from '../../platform/storable.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import type { HelpTexts, Line } from './stored-line.ts';

/** Who answers STOP, START and HELP over a line, and what we answer to HELP. */
export interface KeywordAnswers {
  /** Who answers a text that is nothing but HELP. */
  by: 'company' | 'hearback';
  /** Whether that can be said at all: the company answers unless it has switched that off. */
  isChoice: boolean;
  company: string;
  /** When the company last told us that it had answered itself, as it does with keywords of the customer's own. */
  companySaidSoAt: Date | null;
  /** Our own words, by language; where there are none, the usual ones. */
  help: HelpTexts;
}

const help = { body: 'HELP', optOut: null };

/** Who answers keywords over a line. */
export function keywordAnswersOf(floor: Floor, line: Line): KeywordAnswers {
  const provider = floor.providers.get(line.provider);
  const { keywordAnswers: _, ...settings } = line.settings;
  return {
    by: provider?.answersKeyword?.(line, help) ? 'company' : 'hearback',
    isChoice: !line.isPractice && (provider?.answersKeyword?.({ ...line, settings }, help) ?? false),
    company: provider?.title ?? line.provider,
    companySaidSoAt: line.companyAnsweredAt,
    help: line.helpTexts,
  };
}

/**
 * Says who answers, where that can be said, and what we answer to HELP; empty is as usual.
 * @throws AppError `forbidden` for members, `not_found`, `invalid` with a sentence for every wrong text.
 */
export async function setKeywordAnswers(
  member: Member,
  line: Line,
  wanted: { by: KeywordAnswers['by']; help: { en: string | null; es: string | null } },
): Promise<void> {
  mustManage(member, 'change lines');
  const helpTexts = readHelp(wanted.help);
  const { isChoice } = keywordAnswersOf(member, line);
  await inTransaction(member, async (tx) => {
    const settings =
      isChoice && wanted.by === 'hearback'
        ? sql`lines.settings || '{"keywordAnswers": "hearback"}'`
        : sql`lines.settings - 'keywordAnswers'`;
    const { rows } = await sql<{ label: string; before: Answering; after: Answering }>`
      with was as materialized (
        select label, ${answering} as before from lines
        where team_id = ${tx.teamId}::uuid and id = ${line.id}::uuid for update)
      update lines set help_texts = ${JSON.stringify(helpTexts)}::jsonb,
        settings = ${isChoice ? settings : sql`lines.settings`}
      from was where team_id = ${tx.teamId}::uuid and id = ${line.id}::uuid
      returning was.label, was.before, ${answering} as after`.execute(tx.db);
    const [changed] = rows;
    if (!changed) throw notFound('line');
    const { label, before, after } = changed;
    await recordAct(tx, { kind: 'line.answers_changed', subjectId: line.id, before: { label, ...before }, after });
    announce(tx, { kind: 'line.changed' });
  });
}

/** What is told of it in an act. */
type Answering = HelpTexts & { keywordAnswers: string | null };
const answering = sql`jsonb_build_object('keywordAnswers', lines.settings -> 'keywordAnswers',
  'en', lines.help_texts -> 'en', 'es', lines.help_texts -> 'es')`;

/** Two segments, so that nobody pays for a letter each time somebody asks. */
const longest = 320;

function readHelp(typed: { en: string | null; es: string | null }): HelpTexts {
  const wrong: Record<string, string> = {};
  const read = Object.entries(typed).flatMap(([language, text]) => {
    const words = storable(text ?? '')
      .replace(/\r\n?/g, '\n')
      .trim();
    if (words.length > longest) wrong[`help.${language}`] = `Use ${longest} characters or fewer.`;
    // Whoever asks for help has to hear how it ends (CTIA Messaging Principles, 5.1.2).
    else if (words !== '' && !/\bSTOP\b/i.test(words)) wrong[`help.${language}`] = 'Say that STOP ends the texts.';
    return words === '' ? [] : [[language, words]];
  });
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return Object.fromEntries(read);
}

/** Keeps that the company answered a keyword itself, once a day. */
export async function noteCompanyAnswered(tx: TeamTransaction, line: Line): Promise<void> {
  const now = tx.clock.now();
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
  if (line.companyAnsweredAt && line.companyAnsweredAt > dayAgo) return;
  await tx.db
    .updateTable('lines')
    .set({ company_answered_at: now })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', line.id)
    .where((or) => or.or([or('company_answered_at', 'is', null), or('company_answered_at', '<=', dayAgo)]))
    .execute();
}
