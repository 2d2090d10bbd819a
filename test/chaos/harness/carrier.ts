// The pretend phone company in a process of its own, which nothing that befalls Hearback touches.
import { answer } from '../../../bench/harness/program.ts';
import { openCarrier } from '../../../carrier/carrier.ts';

const carrier = await openCarrier({ port: 0 });
answer(carrier.url);
