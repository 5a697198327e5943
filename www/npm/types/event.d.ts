import type { Consent } from './consent.js';
import type { Dangol } from './dangol.js';
import type { DangolError } from './error.js';
import type { MomentCode } from './greeting.js';
import type { QuestionKind } from './question.js';
import type { Kind, ReasonCode } from './recommendation.js';

export type Shown =
  | { kind: Kind; itemIds: string[] }
  | { kind: 'greeting'; code: MomentCode }
  | { kind: 'ask'; code: QuestionKind }
  | { kind: 'offer'; place: string; campaign: string }
  | { kind: 'choose'; itemIds: string[] };

export type Clicked =
  | { kind: Kind; itemId: string; reason: ReasonCode }
  | { kind: 'offer'; campaign: string }
  | { kind: 'choose'; itemId: string };

export interface Wished {
  itemId: string;
  /** Whether it is on the list now. */
  wished: boolean;
  /** Whether that is kept beyond this page. */
  kept: boolean;
}

/** What is fired on `window`. */
export interface DangolEvents {
  'dangol:ready': CustomEvent<Dangol>;
  'dangol:shown': CustomEvent<Shown>;
  'dangol:click': CustomEvent<Clicked>;
  'dangol:wish': CustomEvent<Wished>;
  'dangol:consent': CustomEvent<Consent>;
  'dangol:error': CustomEvent<DangolError>;
}

declare global {
  interface WindowEventMap extends DangolEvents {}
}
