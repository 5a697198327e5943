import type { Reason } from './recommendation.js';

export type Strategy = 'lexicographic' | 'elimination' | 'conjunctive' | 'disjunctive' | 'weighted';

/** What is asked of one attribute. */
export interface Aspect {
  attribute: string;
  atLeast?: number;
  atMost?: number;
  wanted?: string[];
  unwanted?: string[];
  /** Less, more, it does not matter, or near a number. */
  better?: 'less' | 'more' | 'any' | number;
  weight?: number;
}

export interface ChooseQuery {
  /** Two to six; without it, the page's product and its alternatives. */
  itemIds?: string[];
  strategy?: Strategy;
  /** What matters most first; without it, what is sensible. */
  aspects?: Aspect[];
}

/** A product that is left out, and why. */
export interface LeftOut {
  itemId: string;
  because: Reason<
    | 'too_much'
    | 'too_little'
    | 'not_wanted'
    | 'unwanted'
    | 'not_stated'
    | 'excels_in_nothing'
  >;
}

export interface Choice {
  best: string[];
  /** Still in the running behind the best, best first. */
  left: string[];
  out: LeftOut[];
  because: Reason<'one' | 'several' | 'none' | 'undecided'>;
}
