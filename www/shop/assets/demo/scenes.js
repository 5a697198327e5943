// Demo only: what has to have happened for each row of the page of what it can do, and where to look
// then. A real shop's visitors bring it about by themselves.

import { CAKESTAND, bring, look } from './moments.js';
import { profileOf } from './personas.js';

const DAY = 24 * 60 * 60 * 1000;

const BUNTING = { item_id: '47566', item_name: 'Party Bunting', item_category: 'Decorations', price: 4.95 };

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
  petrol: moment('points'),
  auction: moment('missed_you'),
  kookmin: async (api) => {
    await api.profile.setFacts({ birthday: `${new Date().getFullYear() - 25}-01-01`, interests: ['living alone'] });
    return { days: 1 };
  },
  united: moment('incident'),
  partners: moment('partner'),
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
