export { goOn, wakeRemovals } from './go-on.ts';
export { pruneRemoved } from './prune.ts';
export { remove, start, startUndo } from './steps.ts';
export { find, list } from './stored-removal.ts';
export { countRevived, putByRemoved } from './through-restore.ts';
