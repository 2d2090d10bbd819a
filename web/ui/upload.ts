import { type Problem, Refused, Unreachable } from '../api.ts';

/** Sends a file to a place that takes one, and says how far it is: `fetch` cannot. Answers the id of what became of it. */
export function upload(
  to: string,
  { blob, type }: { blob: Blob; type: string },
  onProgress: (percent: number) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    request.setRequestHeader('content-type', type);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100));
    request.onerror = () => reject(new Unreachable('no answer'));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.onload = () => {
      const answer = request.response as { id: string } & Problem;
      if (request.status === 201) resolve(answer.id);
      else if (answer && request.status < 500) reject(new Refused({ ...answer, status: request.status }));
      else reject(new Unreachable('no good answer'));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(blob);
  });
}
