// Demo only: what has to have happened for each row of the page of what it can do, and where to look
// then. A real shop's visitors bring it about by themselves.

import { add } from '/assets/basket.js';
import { CAKESTAND, bring, look } from './moments.js';
import { profileOf } from './personas.js';

const DAY = 24 * 60 * 60 * 1000;

const BUNTING = { item_id: '47566', item_name: 'Party Bunting', item_category: 'Decorations', price: 4.95 };

const BAKING = [
  { item_id: '84991', item_name: '60 Teatime Fairy Cake Cases', item_category: 'Kitchen & baking', price: 0.55 },
  { item_id: '21212', item_name: 'Pack of 72 Retrospot Cake Cases', item_category: 'Kitchen & baking', price: 0.55 },
];
const CAKESTAND_PAGE = '/product/22423-regency-cakestand-3-tier.html';
const ACCOUNT = '/account.html';

/** A customer of the data who orders every few weeks. */
const REGULAR = '16458';

const buy = async (api, thing) => {
  await look(api, thing);
  await api.track('purchase', { transaction_id: `demo-${thing.item_id}`, currency: 'GBP', items: [thing] });
};
const beRegular = async (api) => api.profile.import(await profileOf(REGULAR));

/** What a greeting needs, as the visitor bar brings it about. */
const moment = (code) => (api) => bring(code, api);

/** Each may say how many days go by before, how far the clock is to go ahead, and where to go. */
const SCENES = {
  stall: moment('continuing'),
  amazon: async (api) => {
    await beRegular(api);
    await api.profile.setFacts({ name: 'Mina' });
    return { days: 14 };
  },
  cdnow: async (api) => {
    await buy(api, CAKESTAND);
    await api.profile.rate(CAKESTAND.item_id, 5);
    await api.profile.setFacts({ likes: ['Christmas'] });
    return { days: 1 };
  },
  depot: async (api) => {
    await beRegular(api);
    return { days: 14, to: ACCOUNT };
  },
  yahoo: async (api) => ({ ...(await bring('loved_one', api)), to: ACCOUNT }),
  planetu: async (api) => {
    await look(api, CAKESTAND);
    // The shop's own basket, as its button would do it.
    add({
      id: CAKESTAND.item_id,
      title: CAKESTAND.item_name,
      category: CAKESTAND.item_category,
      price: Math.round(CAKESTAND.price * 100),
      link: CAKESTAND_PAGE,
      image: `/images/${CAKESTAND.item_id}.svg`,
    }, 1);
    await api.track('add_to_cart', { currency: 'GBP', items: [{ ...CAKESTAND, quantity: 1 }] });
    return { to: '/basket.html' };
  },
  peapod: async (api) => {
    for (const thing of [CAKESTAND, ...BAKING]) await look(api, thing);
    return { days: 1 };
  },
  petrol: moment('points'),
  auction: moment('missed_you'),
  kookmin: async (api) => {
    await api.profile.setFacts({ birthday: `${new Date().getFullYear() - 25}-01-01`, interests: ['living alone'] });
    return { days: 1 };
  },
  kia: async (api) => {
    await api.profile.setFacts({ name: 'Mina', likes: ['Christmas'] });
    return { days: 800 };
  },
  united: moment('incident'),
  partners: moment('partner'),
  mail: async (api) => {
    for (const thing of [CAKESTAND, BUNTING]) {
      await look(api, thing);
      await api.wishes.add(thing.item_id);
    }
    return { to: ACCOUNT };
  },
  choose: () => ({ to: CAKESTAND_PAGE }),
  control: async (api) => {
    await api.consent.set({ personalize: true, measure: true });
    await beRegular(api);
    return { to: '/holdout.html' };
  },
  complaints: async (api) => {
    await buy(api, BUNTING);
    await api.profile.markGift(BUNTING.item_id);
    return { days: 1 };
  },
};

/** Begins with a visitor of whom nothing is known and has a scene come about. */
export const play = async (name, api) => {
  await api.profile.erase();
  await api.consent.set({ personalize: true, measure: false });
  const { days = 0, ahead = days * DAY, to = '/' } = await SCENES[name](api);
  return { ahead, to };
};
