/** An item of GA4's e-commerce events, as far as Dangol reads it; others of its fields may be there. */
export interface Item {
  item_id: string | number;
  item_name?: string;
  item_category?: string;
  item_brand?: string;
  price?: number | string;
  quantity?: number | string;
  [field: string]: unknown;
}

/** GA4's parameters of an e-commerce event. */
export interface ItemsParams {
  items: Item[];
  currency?: string;
  value?: number;
  [field: string]: unknown;
}

export interface OrderParams extends ItemsParams {
  transaction_id: string | number;
}

/** Without `items`, all of the order. */
export interface RefundParams extends Partial<ItemsParams> {
  transaction_id: string | number;
}

export interface SearchParams {
  search_term: string;
  [field: string]: unknown;
}

/** GA4 has it at the top or in the list. */
export type PromotionParams =
  | { promotion_id: string; [field: string]: unknown }
  | { items: { promotion_id: string; [field: string]: unknown }[]; [field: string]: unknown };

/** A `threshold` of 0 takes them back. */
export interface PointsParams {
  points: number;
  threshold: number;
  reward?: string;
}

export interface DeliveryParams {
  state: 'under_way' | 'delivered';
  /** A day such as `2026-12-24`. */
  expected?: string;
  url?: string;
}

/** What went wrong, or that it is over. */
export type IncidentParams =
  | { id: string; what: string; offer?: string; url?: string; over?: false }
  | { id?: string; what?: string; offer?: string; url?: string; over: true };

/** The events that Dangol reads, by their names in GA4. */
export interface TrackEvents {
  view_item: ItemsParams;
  add_to_cart: ItemsParams;
  remove_from_cart: ItemsParams;
  view_cart: ItemsParams;
  purchase: OrderParams;
  refund: RefundParams;
  search: SearchParams;
  view_search_results: SearchParams;
  select_promotion: PromotionParams;
  dangol_points: PointsParams;
  dangol_delivery: DeliveryParams;
  dangol_incident: IncidentParams;
}

export type TrackName = keyof TrackEvents;

/** An entry of `window.dataLayer` as Tag Manager has it. */
export type DataLayerEvent = {
  [Name in TrackName]: TrackEvents[Name] extends { items?: Item[] }
    ? { event: Name; ecommerce: TrackEvents[Name] }
    : { event: Name } & TrackEvents[Name];
}[TrackName];
