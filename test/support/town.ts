import { openCarrier } from '../../carrier/carrier.ts';
import { openCarrierDesk } from './carrier-desk.ts';
import { cast, type Name } from './cast.ts';
import { cloneDatabase } from './database.ts';
import { openOffice } from './office.ts';
import { openOnlooker } from './onlooker.ts';
import { newFolder } from './program.ts';
import { carrierToken } from './twilio-posts.ts';

/** Everybody in town. */
export const names = Object.keys(cast) as Name[];
const ourNumber = '+12025550100';
export const accountSid = `AC${'a'.repeat(32)}`;

/** A team on a real line over a carrier that outlives the processes of Hearback. */
export async function openTown(t: { after(close: () => unknown): void }) {
  const carrier = await openCarrier({ port: 0 });
  const { url: databaseUrl, drop } = await cloneDatabase();
  const database = openOnlooker(databaseUrl);
  t.after(async () => {
    await database.end();
    await carrier.close();
    await drop();
  });
  const settings = { DATABASE_URL: databaseUrl, HEARBACK_DATA: newFolder(), HEARBACK_CARRIER: 'off' };
  const desk = openCarrierDesk(carrier.url, ourNumber);
  for (const name of names) await desk.phone(name).behaves({});
  const town = {
    settings,
    carrier: desk,
    query: async (sql: string, values: unknown[] = []) => (await database.query(sql, values)).rows,
    async opensOffice(url: string) {
      const office = openOffice(url);
      await office.signsUp();
      const line = await office.must('POST', '/api/v1/lines', {
        provider: 'twilio',
        label: 'Main',
        number: ourNumber,
        segmentsPerSecond: null,
        settings: { accountSid, authToken: carrierToken, baseUrl: carrier.url },
      });
      await desk.control('PUT', `numbers/${ourNumber}`, { accountSid, inboundUrl: line.webhooks.inbound });
      // They work at night as well.
      const limits = await office.must('GET', '/api/v1/limits');
      await office.must('PUT', '/api/v1/limits', { ...limits, keepsHours: false, questionsKeepHours: false });
      for (const name of names) await office.meets(name);
      return office;
    },
  };
  return town;
}
