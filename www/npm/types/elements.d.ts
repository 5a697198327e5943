import type { Kind } from './recommendation.js';

/** The attributes of each element, as they are written in HTML. */
export interface DangolElements {
  'dangol-recs': { kind: Kind; limit?: number | string; 'item-id'?: string };
  'dangol-greeting': { moments?: string };
  'dangol-offer': { place: string };
  'dangol-ask': {};
  'dangol-privacy': {};
  'dangol-consent': {};
  'dangol-corner': {};
  'dangol-choose': { 'item-ids'?: string; limit?: number | string };
  'dangol-wish': {
    'item-id'?: string;
    'item-title'?: string;
    'item-url'?: string;
    'item-image'?: string;
    'item-price'?: number | string;
  };
}

/** An element of Dangol's, as the page finds it. */
export interface DangolElement extends HTMLElement {
  readonly dataset: DOMStringMap & { dangolState?: 'shown' | 'empty' | 'fallback' };
}

type Tags = { [Name in keyof DangolElements]: DangolElement };

declare global {
  interface HTMLElementTagNameMap extends Tags {}
}
