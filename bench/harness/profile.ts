import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `node --cpu-prof` writes, as far as it is read here. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the time went, over all profiles of a folder: the shares of what was not idle, the dearest first. */
export function topCosts(folder: string, most = 12): string[] {
  const costs = new Map<string, number>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile;
    const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
    for (const [index, id] of profile.samples.entries()) {
      const place = places.get(id) ?? '';
      if (!place.startsWith('(idle)')) costs.set(place, (costs.get(place) ?? 0) + (profile.timeDeltas[index] ?? 0));
    }
  }
  const all = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  return [...costs]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([place, cost]) => `${((100 * cost) / all).toFixed(1)} % ${place}`);
}

/** The package or the file of ours, which says more than a function inside it; V8's own by its name. */
function placeOf({ functionName, url }: { functionName: string; url: string }): string {
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (packaged) return packaged;
  if (url.startsWith('node:')) return url;
  return /\/(src\/.*)$/.exec(url)?.[1] ?? `${functionName || 'other'}${url ? '' : ' (native)'}`;
}
