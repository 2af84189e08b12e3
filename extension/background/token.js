/**
 * The guard's token, in a database of the extension's own origin: content scripts run in the pages' processes and can read
 * storage.local, and in Firefox storage.managed too; they cannot read this.
 */
const STORE = "secrets";
/** @type {string | null | undefined} undefined: not read since the worker woke */
let held;

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("adviser", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function within(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<string | null>} */
export async function token() {
  held ??= (await within("readonly", (store) => store.get("token"))) ?? null;
  return held ?? null;
}

/** @param {string | null} value null forgets it */
export async function keep(value) {
  await within("readwrite", (store) => /** @type {IDBRequest<unknown>} */ (value === null ? store.delete("token") : store.put(value, "token")));
  held = value;
}
