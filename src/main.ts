import { migrateOnly } from './cli/migrate.ts';
import { start } from './cli/start.ts';

const commands: Record<string, () => Promise<void>> = { start, migrate: migrateOnly };

const name = process.argv[2] ?? 'start';
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) await command();
else {
  process.stderr.write(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.\n`);
  process.exitCode = 2;
}
