import type { Consent } from './consent.js';
import type { Fact } from './fact.js';
import type { MomentCode } from './greeting.js';
import type { QuestionKind } from './question.js';
import type { Wish } from './wish.js';

export type Deed = 'viewed' | 'addedToCart' | 'bought' | 'rated';

export interface OverviewItem {
  deed: Deed;
  itemId: string;
  title: string;
  url: string;
  at: number;
  /** The number of stars of what was rated. */
  quantity: number;
  gift: boolean;
  image: string;
  category: string;
}

export interface OverviewOffer {
  id: string;
  shown: number;
  taken: number;
  redeemed: number;
  at: number;
  stopped: boolean;
}

/** What is remembered. Times are milliseconds since 1970, 0 where there is none. */
export interface Overview extends Consent {
  stored: boolean;
  /** 0 while nothing is kept. */
  bytes: number;
  paused: boolean;
  guest: boolean;
  visits: number;
  firstVisit: number;
  lastVisit: number;
  name: string | null;
  likes: string[];
  dislikes: string[];
  /** Each with its share, in percent. */
  categories: [category: string, percent: number][];
  facts: Fact[];
  /** Newest first. */
  items: OverviewItem[];
  basket: string[];
  wishes: Wish[];
  stoppedGreetings: MomentCode[];
  offers: OverviewOffer[];
  stoppedQuestions: (QuestionKind | 'all')[];
  satisfaction: { stars: number; at: number } | null;
  /** The attributes that are weighed when choosing, the heaviest first. */
  weighed: string[];
  neighbourhoods: number;
}
