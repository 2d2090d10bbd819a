import { idOfDay, timeOf } from '../../platform/ids.ts';
import { persistently } from '../../platform/persistently.ts';
import { readAddress } from '../../platform/phone-number.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText, Received } from '../../providers/provider.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import { receive, takeBackImpersonal, takeReport, theyWrote } from '../messages/messages.ts';
import { asksToStop, isOptedOut, noteRequest, readKeyword } from '../people/people.ts';
import { type Taken, takeReply } from '../questions/questions.ts';
import { heed } from './heed.ts';
import { type Kept, payloadOf, type Webhook } from './webhook.ts';

/**
 * Stores whatever a webhook brought, with everything that it changes, in one transaction of its own. The webhook itself is
 * kept when it was news, so that whoever posts it again and again fills nothing.
 */
export async function takeOne(webhook: Webhook): Promise<void> {
  const { scope, line, url, body, received } = webhook;
  // When it came, which may be long ago: it was in the journal, or could not be taken in until now.
  const cameAt = timeOf(webhook.id);
  await persistently(() =>
    inTransaction(scope, async (tx) => {
      let isNews = false;
      for (const text of received.texts) if (await takeText(tx, line, text, text.bookedAt ?? cameAt)) isNews = true;
      for (const report of received.statuses) if (await takeReport(tx, line, report, cameAt)) isNews = true;
      if (isNews) await keepRaw(tx, webhook);
      // What says nothing to us is kept once a day, however often it says it.
      else if (isEmpty(received))
        await keepRaw(tx, { ...webhook, id: idOfDay(tx.clock.now(), line.id, url, payloadOf(body)) });
      else await endFault(tx, webhook);
    }),
  );
}

const isEmpty = ({ texts, statuses }: Received) => texts.length + statuses.length === 0;

/** Keeps a webhook that we could not take in, with the reason, once; it waits for somebody to look at it. */
export async function park(webhook: Kept, fault: string): Promise<void> {
  const { scope, id, line, body } = webhook;
  const twin = await scope.db
    .selectFrom('webhook_events')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('fault', 'is not', null)
    .where('line_id', '=', line.id)
    .where('payload', '=', payloadOf(body))
    .executeTakeFirst();
  await keepRaw(scope, { ...webhook, id: twin?.id ?? id }, fault);
}

/**
 * Stores a text. STOP and START take effect in the same transaction; who asks for no more texts in words of their own waits
 * for somebody to read them, and gets nothing until then but what a member writes to them alone. The last word said
 * (`saidAt`) counts, in whatever order they are taken in.
 * @returns false when this very text was here before.
 */
export async function takeText(tx: TeamTransaction, line: Line, text: IncomingText, saidAt: Date): Promise<boolean> {
  const { body } = text;
  const address = readAddress(text.from).value;
  const hadOptedOut = await isOptedOut(tx, address);
  const keyword = text.optOut ?? readKeyword(body, hadOptedOut);
  const asks = keyword === null && !hadOptedOut && asksToStop(body);
  let reply: Taken | null = null;
  const conversationId = await receive(tx, line, text, async (received) => {
    if (keyword) return keyword === 'help';
    // Before what it may answer: nothing is said to them by itself any more.
    if (asks) await noteRequest(tx, { address, messageId: received.messageId, lineId: line.id, words: body, saidAt });
    reply = await takeReply(tx, {
      ...received,
      body,
      pictures: text.media.length,
      saidAt: text.bookedAt ?? whenSaid(tx, saidAt),
    });
    return reply.isSettled && !asks ? 'as_before' : true;
  });
  // A repeat must not bring back an opt-out that has ended since.
  if (!conversationId) return false;
  await theyWrote(tx, conversationId);
  if (asks) await takeBackImpersonal(tx, conversationId, 'asksToStop');
  await (reply as Taken | null)?.follow();
  const isNews = keyword ? await heed(tx, line, text, { keyword, conversationId, hadOptedOut, saidAt }) : asks;
  if (isNews) announce(tx, { kind: 'person.changed', conversationId });
  return true;
}

/** What is taken in within this time has come just now. */
const atOnceMs = 60_000;

/** By the clock of the rest: ids tell the machine's time, and of that how long ago it came. */
function whenSaid({ clock }: TeamTransaction, cameAt: Date): Date {
  const agoMs = Date.now() - cameAt.getTime();
  return new Date(clock.now().getTime() - (agoMs > atOnceMs ? agoMs : 0));
}

async function endFault(tx: TeamTransaction, { id }: Webhook): Promise<void> {
  await tx.db
    .updateTable('webhook_events')
    .set({ fault: null })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', id)
    .execute();
}

/** The webhook as it came, so that one we misread can be read again. Taking it in at last ends its fault. */
async function keepRaw(scope: TeamScope, { id, line, url, body }: Kept, fault: string | null = null): Promise<void> {
  await scope.db
    .insertInto('webhook_events')
    .values({
      team_id: scope.teamId,
      id,
      line_id: line.id,
      url: storable(url),
      payload: payloadOf(body),
      fault,
      received_at: scope.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'id']).doUpdateSet({ fault }))
    .execute();
}
