import type { Reason } from './recommendation.js';

/** The moments that Dangol knows. */
export type Moment =
  | 'incident'
  | 'birthday'
  | 'loved_one'
  | 'delivery'
  | 'price_fell'
  | 'low_stock'
  | 'birthday_soon'
  | 'anniversary'
  | 'points'
  | 'partner'
  | 'search'
  | 'advertisement'
  | 'missed_you'
  | 'how_was'
  | 'continuing'
  | 'season'
  | 'return_by_name'
  | 'return'
  | 'first_visit';

/** A moment's code; the owner may have moments of their own. */
export type MomentCode = Moment | (string & {});

export interface GreetingLink {
  url: string;
  text: string;
}

export interface Greeting {
  code: MomentCode;
  text: string;
  link: GreetingLink | null;
  /** By the shopper's own clock. */
  partOfDay: 'morning' | 'afternoon' | 'evening' | 'night';
  reason: Reason<string>;
}
