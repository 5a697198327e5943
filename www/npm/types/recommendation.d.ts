/** The lists that there are. */
export type Kind =
  | 'for-you'
  | 'related'
  | 'bought-together'
  | 'buy-again'
  | 'recently-viewed'
  | 'trending'
  | 'complete-the-basket'
  | 'because-you-viewed'
  | 'new-for-you';

/** The stable codes of why an item is recommended. */
export type ReasonCode =
  | 'because_viewed'
  | 'because_bought'
  | 'because_liked'
  | 'because_wished'
  | 'goes_with_basket'
  | 'usually_bought'
  | 'runs_out'
  | 'bought_before'
  | 'fits_search'
  | 'related_to_page'
  | 'bought_together'
  | 'new_in_shop'
  | 'shop_recommends'
  | 'viewed_before'
  | 'trending';

/** A stable code, and what it means in the page's language. */
export interface Reason<Code extends string = ReasonCode> {
  code: Code;
  text: string;
}

export interface RecommendQuery {
  kind: Kind;
  /** 1 to 24; 6 if it is left out. */
  limit?: number;
  /** What `related` and `bought-together` are about, where it is not the page's item. */
  itemId?: string;
}

/** A part of a score. */
export interface Term {
  code: string;
  /** The item that it comes from; empty where it comes from none. */
  itemId: string;
  weight: number;
}

export interface Recommendation {
  itemId: string;
  title: string;
  url: string;
  /** Empty where there is none. */
  image: string;
  /** In the model's currency; null where none is known. */
  price: number | null;
  /** Falls through the list; comparable within one list only. */
  score: number;
  reason: Reason;
  /** The five largest, largest first. */
  terms: Term[];
}
