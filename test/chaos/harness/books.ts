import { type Count, countInbound, countOutbound, type Incoming, mustBe, type Written } from './count.ts';
import type { Members, Provider } from './senders.ts';
import type { Town } from './town.ts';

const inbound =
  "select provider_id as sid, from_address as from, body from messages where direction = 'inbound' order by id";
const outbound = "select id, body, status from messages where direction = 'outbound' order by id";

/** All texts that Hearback has from outside, in the order in which members see them. */
export const storedOf = async (town: Town): Promise<Incoming[]> => (await town.database.query(inbound)) as Incoming[];

/** What came in, in Hearback's books and the company's. */
export async function inboundBooks(town: Town, provider: Provider): Promise<Count[]> {
  const stored = await storedOf(town);
  const acknowledged = new Set(provider.acknowledged.map(({ sid }) => sid));
  const numbers = new Set(stored.map(({ from }) => from));
  const strangers = "select count(distinct conversation_id) from messages where direction = 'inbound'";
  return [
    ...countInbound(provider.attempted, acknowledged, stored),
    mustBe('conversations of those who wrote', await town.database.number(strangers), numbers.size),
  ];
}

/** What went out, in Hearback's books and the company's, and what members see of what nobody knows. */
export async function outboundBooks(town: Town, members: Members): Promise<Count[]> {
  const written = (await town.database.query(outbound)) as Written[];
  const carried = (await town.log()).map(({ body }) => body);
  const unknown = written.filter(({ status }) => status === 'unknown').length;
  return [
    ...countOutbound(members.attempted, members.acknowledged, written, carried),
    mustBe('unknown ones that the API shows as such', await shownUnknown(town), unknown),
  ];
}

/** How many texts the API calls unknown, in all conversations that have one. */
async function shownUnknown(town: Town): Promise<number> {
  const rows = await town.database.query(
    "select distinct conversation_id as id from messages where status = 'unknown'",
  );
  let shown = 0;
  for (const { id } of rows) {
    const { items } = await town.office.must('GET', `/api/v1/conversations/${id}/messages?limit=200`);
    shown += items.filter(({ status }: { status: string }) => status === 'unknown').length;
  }
  return shown;
}
