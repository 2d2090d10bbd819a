import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type NetConnectOpts, type Socket } from 'node:net';

export type TcpProxy = Awaited<ReturnType<typeof openProxy>>;

/** One address in front of several: who connects gets the next of them that answers. It can fail as cables do. */
export async function openProxy(targets: () => NetConnectOpts[]) {
  const pairs = new Set<[Socket, Socket]>();
  /** Those that have listened for notices. */
  const listening = new WeakSet<[Socket, Socket]>();
  let turn = 0;
  let isFrozen = false;

  async function reach(): Promise<Socket | null> {
    const all = targets();
    for (let tried = 0; tried < all.length; tried++) {
      const socket = dial(all[turn++ % all.length] as NetConnectOpts);
      if (
        await once(socket, 'connect').then(
          () => true,
          () => false,
        )
      )
        return socket.on('error', () => {});
    }
    return null;
  }

  const server = createServer(async (caller) => {
    caller.on('error', () => {});
    const called = await reach();
    if (!called) return void caller.destroy();
    const pair: [Socket, Socket] = [caller, called];
    pairs.add(pair);
    for (const [from, to] of [pair, pair.toReversed() as typeof pair]) {
      from.setNoDelay();
      from.pipe(to);
      from.on('close', (isBroken) => {
        pairs.delete(pair);
        // A half-open connection is one whose end nobody hears of.
        if (isFrozen) return;
        if (isBroken) to.destroy();
        else to.end();
      });
    }
    caller.on('data', (bytes) => {
      if (bytes.includes('listen ') || bytes.includes('LISTEN ')) listening.add(pair);
    });
    if (isFrozen) hold(pair);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    /** From now on nothing gets through and nobody is told: bytes vanish, connections stay. */
    freeze() {
      isFrozen = true;
      for (const pair of pairs) hold(pair);
    },
    /** New connections work again. The frozen ones never do. */
    thaw() {
      isFrozen = false;
    },
    /** Those that listen to PostgreSQL hear nothing any more, and are not told. Answers how many that are. */
    deafens(): number {
      const deaf = [...pairs].filter((pair) => listening.has(pair));
      for (const pair of deaf) hold(pair);
      return deaf.length;
    },
    /** Every connection breaks off; new ones are tried as before. */
    cut() {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
    },
    close() {
      server.close();
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
    },
  };
}

function hold([caller, called]: [Socket, Socket]): void {
  caller.unpipe(called).resume();
  called.unpipe(caller).resume();
}
