/** One answer of the server, as a member last saw it. */
export interface Kept {
  /** The query's hash. */
  id: string;
  kind: string;
  memberId: string;
  keptAt: number;
  key: readonly unknown[];
  seen: unknown;
}

/** Does one thing with the answers that are kept in this browser. Throws where the browser keeps nothing. */
export async function withShelf<T>(
  mode: IDBTransactionMode,
  work: (shelf: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await open();
  try {
    const transaction = database.transaction('kept', mode);
    const request = work(transaction.objectStore('kept'));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    return request?.result;
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('hearback', 1);
    request.onupgradeneeded = () => {
      const shelf = request.result.createObjectStore('kept', { keyPath: 'id' });
      shelf.createIndex('by-age', ['kind', 'keptAt']);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
