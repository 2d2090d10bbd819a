import { openCarrier } from './carrier.ts';

const port = Number(process.env.CARRIER_PORT ?? 4010);
const host = '127.0.0.1';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`CARRIER_PORT must be a port number, not "${process.env.CARRIER_PORT}".`);

const carrier = await openCarrier({ port, host }).catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    fail(`Port ${port} is taken. Stop the other program, or set CARRIER_PORT to a free port.`);
  fail(`The carrier could not start: ${error.message}`);
});
console.log(`Carrier is ready at ${carrier.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    carrier.close().then(() => process.exit(0));
  });
}
