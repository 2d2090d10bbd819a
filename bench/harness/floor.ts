import type { Floor } from '../../src/domain/floor.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { newId } from '../../src/platform/ids.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { providers } from '../../src/providers/index.ts';
import type { Run } from './benchmark.ts';
import { secret } from './hearback.ts';

/** What the domain stands on in the program, on a database that is filled already: for work that no request asks for. */
export function openFloor(run: Run, url: string, clock = systemClock): Floor {
  const opened = openDatabase(url);
  run.atEnd(opened.close);
  return {
    db: opened.db,
    clock,
    newId,
    secrets: createSecrets(secret),
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    publicUrl: 'http://127.0.0.1',
    hint: () => {},
  };
}
