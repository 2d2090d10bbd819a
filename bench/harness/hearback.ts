import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice } from '../../test/support/office.ts';
import { carrierToken } from '../../test/support/twilio-posts.ts';
import type { Database } from './cluster.ts';
import { type Program, startProgram } from './program.ts';

export const secret = 'a secret that is only for benchmarks';

let profileFolder: string | null = null;

/** From now on every Hearback that is started leaves a profile of its processor time here when it stops. */
export function profileInto(folder: string): void {
  profileFolder = folder;
}

/** Starts Hearback as people do, as a process of its own, without the pretend carrier. */
export async function startHearback(
  database: Database,
  { role = 'all', flags = [] }: { role?: 'all' | 'web' | 'worker'; flags?: string[] } = {},
): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-bench-'));
  const program = await startProgram(
    'bin/hearback.mjs',
    {
      PORT: '0',
      HEARBACK_CARRIER: 'off',
      HEARBACK_ROLE: role,
      HEARBACK_DATA: folder,
      HEARBACK_SECRET: secret,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'error',
      // It ends with us, as with its launcher.
      HEARBACK_LAUNCHED: '1',
      TRUSTED_PROXY: '127.0.0.1',
    },
    { args: ['start'], flags: profileFolder ? [...flags, '--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : flags },
  );
  return {
    ...program,
    stop: (signal) => program.stop(signal).finally(() => rm(folder, { recursive: true, force: true })),
  };
}

export interface Line {
  id: string;
  inboundUrl: string;
}

export type Office = ReturnType<typeof openOffice>;

/** The first team, signed up by the form. */
export async function signUp(url: string): Promise<Office> {
  const office = openOffice(url);
  await office.signsUp();
  return office;
}

/** Connects a line to something that speaks like Twilio. */
export async function connectLine(office: Office, twilioUrl: string, number = '+12125550100'): Promise<Line> {
  const line = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: `Line ${number}`,
    number,
    segmentsPerSecond: null,
    settings: { accountSid: `AC${'a'.repeat(32)}`, authToken: carrierToken, baseUrl: twilioUrl },
  });
  // It is worked at night as well.
  const limits = await office.must('GET', '/api/v1/limits');
  await office.must('PUT', '/api/v1/limits', { ...limits, keepsHours: false, questionsKeepHours: false });
  return { id: line.id, inboundUrl: line.webhooks.inbound };
}
