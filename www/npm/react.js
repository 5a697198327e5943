'use client';
// Dangol's elements and answers for React. What the server renders is what the browser renders
// first, so that hydration finds nothing to mend: the children stand inside the element and are
// seen until Dangol has something to show.

import { createElement, forwardRef, useCallback, useEffect, useState, version } from 'react';
import { load } from './index.js';

/** @typedef {import('./index.js').Dangol} Dangol */

/** Before 19 functions take no `ref` as a property, and custom elements are given properties as they are written. */
const IS_OLD = Number.parseInt(version) < 19;

/** @param {string} name */
const attribute = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * A property as an attribute of HTML, which React before 19 leaves to us.
 * @param {string} key
 * @param {unknown} value
 */
function asHtml(key, value) {
  if (key === 'className') return ['class', value];
  // `aria-hidden="false"` says something; `hidden="false"` hides.
  if (typeof value === 'boolean' && !/^(aria|data)-/.test(key)) return [key, value ? '' : undefined];
  return [key, value];
}

/**
 * @param {string} name
 * @param {string[]} own The names of its own properties; all others are passed on as they are.
 */
function element(name, own = []) {
  /**
   * @param {{ children?: import('react').ReactNode, [name: string]: unknown }} props
   * @param {import('react').ForwardedRef<import('./index.js').DangolElement>} [ref]
   */
  const render = ({ children, ...props }, ref) => {
    const attributes = Object.entries(props).map(([key, value]) => {
      if (key === 'itemIds' && Array.isArray(value)) return ['item-ids', value.join(' ')];
      if (own.includes(key)) return [attribute(key), value];
      return IS_OLD ? asHtml(key, value) : [key, value];
    });
    // Dangol may have set its state on the element before React comes to it.
    const rest = { suppressHydrationWarning: true, ...(IS_OLD && { ref }) };
    return createElement(name, { ...Object.fromEntries(attributes), ...rest }, children);
  };
  const Component = /** @type {import('react').FunctionComponent} */ (IS_OLD ? forwardRef(render) : render);
  Component.displayName = name.replace(/(^|-)./g, (part) => part.slice(-1).toUpperCase());
  return Component;
}

export const DangolRecs = element('dangol-recs', ['itemId']);
export const DangolGreeting = element('dangol-greeting');
export const DangolOffer = element('dangol-offer');
export const DangolAsk = element('dangol-ask');
export const DangolPrivacy = element('dangol-privacy');
export const DangolConsent = element('dangol-consent');
export const DangolCorner = element('dangol-corner');
export const DangolChoose = element('dangol-choose', ['itemIds']);
export const DangolWish = element('dangol-wish', ['itemId', 'itemTitle', 'itemUrl', 'itemImage', 'itemPrice']);

/** @param {{ src: string, config?: string, model?: string, nonce?: string }} props */
export function DangolScript({ src, config, model, nonce }) {
  // The browser hides a nonce, which React before 19 takes for a difference.
  const attributes = { async: true, src, nonce, 'data-config': config, 'data-model': model };
  return createElement('script', { ...attributes, suppressHydrationWarning: true });
}

/**
 * Those who wait for Dangol; who is gone is not among them any more.
 * @type {Set<(arriving: Promise<Dangol | undefined>) => void>}
 */
const waiting = new Set();

/** @type {Promise<Dangol | undefined> | undefined} */
let followed;

/**
 * Tells once Dangol is there or cannot be, unless what this gives back is called before.
 * @param {import('./index.js').LoadOptions} options
 * @param {(arriving: Promise<Dangol | undefined>) => void} tell
 */
function onArrival(options, tell) {
  waiting.add(tell);
  const arriving = load(options);
  if (arriving !== followed) {
    followed = arriving;
    const tellAll = () => {
      followed = undefined;
      const all = [...waiting];
      waiting.clear();
      for (const tell of all) tell(arriving);
    };
    arriving.then(tellAll, tellAll);
  }
  return () => {
    waiting.delete(tell);
  };
}

/** @type {typeof import('./react.js').useDangol} */
export function useDangol(options = {}) {
  const { src, config, model, nonce } = options;
  const [dangol, setDangol] = useState(/** @type {Dangol | undefined} */ (undefined));
  useEffect(
    () =>
      onArrival({ src, config, model, nonce }, (arriving) => {
        // The page goes on without it; `load` tells whoever asks why.
        arriving.then(setDangol, () => {});
      }),
    [src, config, model, nonce],
  );
  return dangol;
}

/**
 * What a call answers, asked once Dangol is there, and again when `ask` is another or `round`.
 * Of another `ask` the last answer is none.
 * @template Answer
 * @param {(dangol: Dangol) => Promise<Answer>} ask
 * @param {number} [round]
 */
function useAnswer(ask, round) {
  const [answer, setAnswer] = useState(
    /** @returns {{ ask?: typeof ask, value?: Answer, error?: import('./index.js').DangolError }} */ () => ({}),
  );
  useEffect(() => {
    let isGone = false;
    const forget = onArrival({}, (arriving) => {
      arriving
        .then((dangol) => dangol && ask(dangol))
        .then(
          (value) => isGone || setAnswer({ ask, value }),
          (error) => isGone || setAnswer({ ask, error }),
        );
    });
    return () => {
      isGone = true;
      forget();
    };
  }, [ask, round]);
  return answer.ask === ask ? answer : {};
}

/** @type {typeof import('./react.js').useRecommendations} */
export function useRecommendations({ kind, limit, itemId }) {
  const [round, setRound] = useState(0);
  const ask = useCallback(
    /** @param {Dangol} dangol */ (dangol) => dangol.recommend({ kind, limit, itemId }),
    [kind, limit, itemId],
  );
  const { value, error } = useAnswer(ask, round);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { items: value ?? [], status: error ? 'failed' : value ? 'ready' : 'waiting', error, refresh };
}

/** @param {Dangol} dangol */
const greet = (dangol) => dangol.greeting();

/** @type {typeof import('./react.js').useGreeting} */
export function useGreeting() {
  return useAnswer(greet).value;
}

/** @param {Dangol} dangol */
const asked = (dangol) => dangol.consent.get();

/** @type {typeof import('./react.js').useConsent} */
export function useConsent() {
  const { value } = useAnswer(asked);
  const [changed, setChanged] = useState(/** @type {import('./index.js').Consent | undefined} */ (undefined));
  useEffect(() => {
    /** @param {CustomEvent<import('./index.js').Consent>} event */
    const hear = ({ detail }) => setChanged(detail);
    addEventListener('dangol:consent', hear);
    return () => removeEventListener('dangol:consent', hear);
  }, []);
  const { personalize, measure } = changed ?? value ?? {};
  return { personalize, measure, set };
}

/** @type {import('./react.js').ConsentState['set']} */
const set = async (request) => (await load())?.consent.set(request);
