/** Dangol's elements and answers for React. */

import type { FunctionComponent, HTMLAttributes, PropsWithChildren, Ref } from 'react';
import type {
  Consent,
  ConsentRequest,
  Dangol,
  DangolElement,
  DangolElements,
  DangolError,
  Greeting,
  Kind,
  LoadOptions,
  MomentCode,
  Recommendation,
  RecommendQuery,
} from './index.js';

/** What every element takes. The children are seen until there is something to show. */
export interface ElementProps extends PropsWithChildren<HTMLAttributes<DangolElement>> {
  ref?: Ref<DangolElement>;
}

export interface RecsProps extends ElementProps {
  kind: Kind;
  /** 1 to 24; 6 if it is left out. */
  limit?: number;
  /** The item it is about, where it is not the page's. */
  itemId?: string;
}

export interface GreetingProps extends ElementProps {
  /** The codes of the only moments that it shows, with spaces. */
  moments?: MomentCode;
}

export interface OfferProps extends ElementProps {
  place: string;
}

export interface ChooseProps extends ElementProps {
  itemIds?: string[] | string;
  limit?: number;
}

export interface WishProps extends ElementProps {
  itemId?: string;
  itemTitle?: string;
  itemUrl?: string;
  itemImage?: string;
  itemPrice?: number;
}

export const DangolRecs: FunctionComponent<RecsProps>;
export const DangolGreeting: FunctionComponent<GreetingProps>;
export const DangolOffer: FunctionComponent<OfferProps>;
export const DangolAsk: FunctionComponent<ElementProps>;
export const DangolPrivacy: FunctionComponent<ElementProps>;
export const DangolConsent: FunctionComponent<ElementProps>;
export const DangolCorner: FunctionComponent<ElementProps>;
export const DangolChoose: FunctionComponent<ChooseProps>;
export const DangolWish: FunctionComponent<WishProps>;

/** The tag, in what the server renders: Dangol starts before React does. */
export const DangolScript: FunctionComponent<{
  src: string;
  config?: string;
  model?: string;
  nonce?: string;
}>;

/** Dangol, once it has started; with `src` this loads it, where no tag does. */
export function useDangol(options?: LoadOptions): Dangol | undefined;

export interface Recommended {
  /** Empty until they are there. */
  items: Recommendation[];
  status: 'waiting' | 'ready' | 'failed';
  error: DangolError | undefined;
  /** Asks again, after something that the shopper did. */
  refresh(): void;
}

/** A list, for a page that draws it itself. */
export function useRecommendations(query: RecommendQuery): Recommended;

/** What to greet with; undefined until that is known, null where there is nothing to say. */
export function useGreeting(): Greeting | null | undefined;

/** The answers on consent, undefined until they are known; they follow whoever takes them. */
export interface ConsentState extends Partial<Consent> {
  set(request: ConsentRequest): Promise<Consent | undefined>;
}

export function useConsent(): ConsentState;

type Intrinsic = {
  [Name in keyof DangolElements]: DangolElements[Name] &
    ElementProps & { class?: string; suppressHydrationWarning?: boolean };
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Intrinsic {}
  }
}
