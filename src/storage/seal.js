// Storage and encryption at rest, where the browser's own calls take objects and callbacks that
// are longer in Rust. What is kept and sealed and when is decided there.

const CIPHER = 'AES-GCM';
const NONCE = 12;

/**
 * The key, and the head as it is, a nonce, and the bytes sealed together with the head. A key
 * that is made here cannot be read out by any script.
 */
export async function seal(known, head, bytes) {
  const { subtle } = crypto;
  const key = known ?? (await subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']));
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const cipher = { name: CIPHER, iv, additionalData: head };
  const sealed = new Uint8Array(await subtle.encrypt(cipher, key, bytes));
  return [key, new Uint8Array([...head, ...iv, ...sealed])];
}

/** What was sealed under this head; the bytes as they are if it was not so, or not by this key. */
export async function unseal(key, head, bytes) {
  const body = head.length + NONCE;
  const cipher = { name: CIPHER, iv: bytes.slice(head.length, body), additionalData: head };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(cipher, key, bytes.slice(body)));
  } catch {
    return bytes;
  }
}

/**
 * Resolves when this tab is the only one that writes, to the function that lets the next
 * one. Where there are no locks, or none is to be had within so many milliseconds, it
 * resolves all the same.
 */
export const takeTurn = (name, patience) =>
  new Promise((resolve) => {
    const late = new AbortController();
    const clock = setTimeout(() => late.abort(), patience);
    const alone = () => {
      clearTimeout(clock);
      return new Promise((done) => resolve(done));
    };
    const request = async () => navigator.locks.request(name, { signal: late.signal }, alone);
    request().catch(() => resolve(() => {}));
  });

/** Whether there may be a database of this name. A no is certain; where a browser cannot tell, it is a yes. */
export const mayBeThere = async (name) => {
  try {
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    return true;
  }
};

/**
 * Asks the browser not to clear this site's storage when room is short, where it decides
 * that by itself. Firefox asks the visitor, who has been asked enough.
 */
const askToPersist = async () => {
  const { permissions, storage, userAgentData } = navigator;
  if (await storage.persisted()) return;
  const known = await permissions.query({ name: 'persistent-storage' }).catch(() => ({}));
  // Chromium decides without asking though it says that it would; Safari knows no such
  // permission and does not ask either.
  const asksNobody = known.state === 'granted' || known.state === undefined || userAgentData;
  if (known.state !== 'denied' && asksNobody) await storage.persist();
};

/** Nobody waits for what comes of it, and nothing hangs on it. */
export const persist = () => void askToPersist().catch(() => {});
