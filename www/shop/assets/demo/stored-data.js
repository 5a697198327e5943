// Demo only: lists, raw, everything that this origin keeps in the browser.

const encoder = new TextEncoder();

// Bytes and maps have no JSON of their own.
const plain = (_, value) => {
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${value.byteLength})`;
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  if (typeof value === 'bigint') return `${value}n`;
  return value;
};

/** A value as text. */
export const text = (value) => {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value, plain, 2) ?? String(value);
  } catch {
    return String(value);
  }
};

const bytes = (value) => {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  return encoder.encode(text(value)).length;
};

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('The database is blocked.'));
  });

const storage = (area) => {
  try {
    return Object.keys(area()).map((key) => ({ key, value: area().getItem(key), bytes: bytes(area().getItem(key)) }));
  } catch (error) {
    return [{ key: '!', value: String(error), bytes: 0 }];
  }
};

const database = async ({ name }) => {
  // Opened without a version, so that nothing of it changes.
  const open = await done(indexedDB.open(name));
  try {
    const records = [];
    for (const store of open.objectStoreNames) {
      const transaction = open.transaction(store, 'readonly');
      const [keys, values] = await Promise.all([
        done(transaction.objectStore(store).getAllKeys()),
        done(transaction.objectStore(store).getAll()),
      ]);
      keys.forEach((key, at) => {
        records.push({ key: `${store} / ${text(key)}`, value: text(values[at]), bytes: bytes(values[at]) });
      });
    }
    return { title: `IndexedDB: ${name}`, records };
  } finally {
    open.close();
  }
};

const databases = async () => {
  try {
    return await Promise.all((await indexedDB.databases()).map(database));
  } catch (error) {
    return [{ title: 'IndexedDB', records: [{ key: '!', value: String(error), bytes: 0 }] }];
  }
};

const cacheNames = async () => {
  try {
    const records = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      records.push({ key: name, value: requests.map(({ url }) => url).join('\n'), bytes: 0 });
    }
    return records;
  } catch {
    return [];
  }
};

const cookies = () => {
  const all = document.cookie ? document.cookie.split('; ') : [];
  return all.map((cookie) => ({ key: cookie.split('=')[0], value: cookie, bytes: bytes(cookie) }));
};

/** Everything, as a list of {title, records: [{key, value, bytes}]}. */
export const inventory = async () => [
  ...(await databases()),
  { title: 'localStorage', records: storage(() => localStorage) },
  { title: 'sessionStorage', records: storage(() => sessionStorage) },
  { title: 'Cookies', records: cookies() },
  { title: 'Cache storage', records: await cacheNames() },
];
