import type { Reason } from './recommendation.js';

/** One of the owner's campaigns, chosen for this shopper. What there is not is empty. */
export interface Offer {
  id: string;
  place: string;
  kind: 'coupon' | 'partner' | 'banner' | 'link';
  title: string;
  body: string;
  button: string;
  code: string;
  handOut: string;
  field: string;
  press: string;
  url: string;
  image: string;
  partner: string;
  reason: Reason<'shop_says' | 'of_partner' | 'fits_taste' | 'on_device'>;
}
