import { useSyncExternalStore } from 'react';
import { Refused } from '../../../api.ts';
import { isOnline, watch } from '../../../live.ts';
import { newId } from '../../../ui/new-id.ts';
import { upload } from '../../../ui/upload.ts';
import { shrink, thumbnail } from './shrink.ts';

/** A picture that goes with what is being written. */
export interface Picture {
  key: string;
  name: string;
  alt: string;
  state: 'shrinking' | 'uploading' | 'ready' | 'failed';
  percent: number;
  preview?: string | undefined;
  /** By which the server has it. */
  id?: string;
  /** Why it cannot be sent: a word of ours, or the server's sentence. */
  fault?: 'noPicture' | 'tooLarge' | 'uploadFailed' | { words: string };
}

const mostPictures = 10;
const none: Picture[] = [];
const all = new Map<string, Picture[]>();
const files = new Map<string, { file: File; stop: AbortController }>();
const listeners = new Set<() => void>();

/** The pictures that go with what is written in a conversation; they live as long as the page. */
export function usePictures(conversationId: string): Picture[] {
  return useSyncExternalStore(subscribe, () => picturesOf(conversationId));
}

export function picturesOf(conversationId: string): Picture[] {
  return all.get(conversationId) ?? none;
}

/** Adds pictures, makes them small and uploads them. Answers false when there are too many. */
export function addPictures(conversationId: string, chosen: File[], alt = ''): boolean {
  const room = mostPictures - picturesOf(conversationId).length;
  for (const file of chosen.slice(0, room)) {
    const picture: Picture = { key: newId(), name: file.name, alt, state: 'shrinking', percent: 0 };
    files.set(picture.key, { file, stop: new AbortController() });
    set(conversationId, [...picturesOf(conversationId), picture]);
    void prepare(conversationId, picture.key);
  }
  return chosen.length <= room;
}

export function describePicture(conversationId: string, key: string, alt: string): void {
  change(conversationId, key, { alt });
}

export function removePicture(conversationId: string, key: string): void {
  files.get(key)?.stop.abort();
  files.delete(key);
  set(
    conversationId,
    picturesOf(conversationId).filter((picture) => picture.key !== key),
  );
}

/** They go with a text that is sent. */
export function takePictures(conversationId: string): { id: string; alt: string }[] {
  const taken = picturesOf(conversationId).flatMap(({ id, alt }) => (id ? [{ id, alt: alt.trim() }] : []));
  for (const { key } of picturesOf(conversationId)) files.delete(key);
  set(conversationId, []);
  return taken;
}

/** Tries once more what could not be uploaded. */
export async function prepare(conversationId: string, key: string): Promise<void> {
  const entry = files.get(key);
  if (!entry) return;
  const { file, stop } = entry;
  change(conversationId, key, { state: 'shrinking', percent: 0, preview: await thumbnail(file) });
  const small = await shrink(file);
  if (small.kind !== 'ready') {
    change(conversationId, key, { state: 'failed', fault: small.kind === 'no_picture' ? 'noPicture' : 'tooLarge' });
    return;
  }
  change(conversationId, key, { state: 'uploading' });
  try {
    const type = small.blob.type || 'application/octet-stream';
    const id = await upload(
      '/api/v1/media',
      { blob: small.blob, type },
      (percent) => change(conversationId, key, { percent }),
      stop.signal,
    );
    change(conversationId, key, { state: 'ready', id });
  } catch (error) {
    if (stop.signal.aborted) return;
    const words = error instanceof Refused ? (error.problem.fields?.file ?? error.problem.message) : undefined;
    change(conversationId, key, { state: 'failed', fault: words ? { words } : 'uploadFailed' });
    if (!words) tryWhenOnline(conversationId, key);
  }
}

function tryWhenOnline(conversationId: string, key: string): void {
  const stop = watch(() => {
    if (!isOnline()) return;
    stop();
    if (picturesOf(conversationId).some((picture) => picture.key === key && picture.fault === 'uploadFailed'))
      void prepare(conversationId, key);
  });
}

function change(conversationId: string, key: string, facts: Partial<Picture>): void {
  set(
    conversationId,
    picturesOf(conversationId).map((picture) => (picture.key === key ? { ...picture, ...facts } : picture)),
  );
}

function set(conversationId: string, pictures: Picture[]): void {
  all.set(conversationId, pictures);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
