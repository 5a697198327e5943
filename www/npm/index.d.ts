/**
 * Dangol, loaded from the site's own files and typed.
 *
 * Importing this module does nothing. What the calls do is described in docs/javascript.md.
 */

import type { Command } from './types/command.js';
import type { Dangol } from './types/dangol.js';

export type * from './types/choosing.js';
export type * from './types/command.js';
export type * from './types/consent.js';
export type * from './types/dangol.js';
export type * from './types/elements.js';
export type * from './types/error.js';
export type * from './types/event.js';
export type * from './types/export.js';
export type * from './types/fact.js';
export type * from './types/greeting.js';
export type * from './types/offer.js';
export type * from './types/overview.js';
export type * from './types/product.js';
export type * from './types/question.js';
export type * from './types/recommendation.js';
export type * from './types/track.js';
export type * from './types/wish.js';

/** An address that a Trusted Types policy has made, a `TrustedScriptURL`. */
export interface TrustedAddress {
  toString(): string;
}

/** Where the site's Dangol lies. */
export interface LoadOptions {
  /**
   * The address of `dangol.js`, as the site serves it. Without it, the tag that is on the page
   * already, or comes later, is waited for.
   */
  src?: string | URL | TrustedAddress;
  /** The address of `config.json`. */
  config?: string | URL;
  /** The address of the folder with `entry.json`, with a slash at its end. */
  model?: string | URL;
  /** The nonce of the page's content security policy. */
  nonce?: string;
}

/**
 * Loads Dangol, once, however often it is called, and gives it when it has started. A tag that
 * is on the page already is used. On a server it gives `undefined` and does nothing.
 *
 * Rejected with a `DangolError` whose code is `not_started` if it cannot be loaded or started.
 */
export function load(options?: LoadOptions): Promise<Dangol | undefined>;

/**
 * Calls that are made before Dangol has loaded, or after: they are carried out in their order.
 * What fails is told to the console. On a server it does nothing.
 */
export function push(...commands: Command[]): number;

declare global {
  interface Window {
    /** Dangol, or the queue of calls until its tag has run. */
    dangol?: Dangol | Command[];
  }
}
