const longestPx = 1_600;
const mostBytes = 1024 * 1024;
/** What the server takes at most; only what cannot be drawn smaller may come near it. */
const mostAtAll = 5 * 1024 * 1024;

const sendable = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

export type Shrunk = { kind: 'ready'; blob: Blob } | { kind: 'no_picture' | 'too_large' };

/**
 * Makes a picture small enough to be sent: at most 1,600 points on its longer side and a megabyte. One that is small
 * enough goes as it is, and so does a GIF, which would stop moving.
 */
export async function shrink(file: Blob): Promise<Shrunk> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return { kind: 'no_picture' };
  const { width, height } = bitmap;
  const isSmall = file.size <= mostBytes && Math.max(width, height) <= longestPx;
  if (sendable.includes(file.type) && (isSmall || file.type === 'image/gif')) {
    bitmap.close();
    return file.size <= mostAtAll ? { kind: 'ready', blob: file } : { kind: 'too_large' };
  }
  for (let scale = Math.min(1, longestPx / Math.max(width, height)); scale > 0.05; scale *= 0.7) {
    const blob = await draw(bitmap, scale);
    if (blob && blob.size <= mostBytes) {
      bitmap.close();
      return { kind: 'ready', blob };
    }
  }
  bitmap.close();
  return { kind: 'too_large' };
}

async function draw(bitmap: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return null;
  // What can be seen through is white on a phone's bubble as on paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
}

/** A picture as an address of its own, small: the content policy lets nothing else be drawn before it is uploaded. */
export async function thumbnail(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file, { resizeHeight: 120, resizeQuality: 'medium' }).catch(() => null);
  if (!bitmap) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.toDataURL('image/jpeg', 0.7);
}
