// Demo only: what has to have happened for each greeting. A real shop's server would state the
// points, the order and the apology, and time would pass by itself.

const DAY = 24 * 60 * 60 * 1000;

/** A product of the shop, as its pages state it. */
export const CAKESTAND = {
  item_id: '22423',
  item_name: 'Regency Cakestand 3 Tier',
  item_category: 'Kitchen & baking',
  price: 12.75,
};

/** The day that is so many days ahead, as `--05-13`. */
const dayAhead = (days) => {
  const then = new Date(Date.now() + days * DAY);
  const two = (number) => String(number).padStart(2, '0');
  return `--${two(then.getMonth() + 1)}-${two(then.getDate())}`;
};

/** Looks at a thing, as on its own page: what goes with it is remembered, too. */
export const look = async (api, thing) => {
  await api.track('view_item', { currency: 'GBP', items: [thing] });
  await api.recommend({ kind: 'related', itemId: thing.item_id });
  await api.profile.setFacts({}); // Says nothing, and resolves when all is kept.
};
const lookAtCakestand = (api) => look(api, CAKESTAND);
const buy = async (api, id) => {
  await lookAtCakestand(api);
  await api.track('purchase', { transaction_id: `demo-${id}`, items: [CAKESTAND] });
};

/** Purchases of long ago: the profile is taken out, given them, and brought back. */
const boughtBefore = async (api, days) => {
  const data = await api.profile.export();
  const at = (ago) => Date.now() - ago * DAY;
  for (const ago of days) {
    data.profile.actions.push({ deed: 'bought', item: CAKESTAND.item_id, at: at(ago), quantity: 1, order: ago, gift: false });
  }
  data.profile.visits.first = at(Math.max(...days));
  await api.profile.import(data);
};

/** Each: the code of the moment, or of the question (docs/asking.md), what it is in both languages, and what brings it about. That may
 *  say where to go then, and how many days go by before. */
export const MOMENTS = [
  ['points', 'Twenty points to the gift', '선물까지 20점', (api) => api.track('dangol_points', { points: 480, threshold: 500, reward: 'a linen tea towel' })],
  ['delivery', 'My order is on its way', '주문한 상품이 오는 중', (api) => {
    const expected = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);
    return api.track('dangol_delivery', { state: 'under_way', expected, url: '/account.html' });
  }],
  ['incident', 'A parcel was late', '배송이 늦음', (api) => api.track('dangol_incident', {
    id: 'late-parcel',
    what: 'your last parcel came four days late, because our carrier’s depot was under water.',
    offer: 'The postage is back on your account, and the next parcel travels free.',
    url: '/basket.html',
  })],
  ['birthday', 'It is my birthday', '오늘이 내 생일', (api) => api.profile.setFacts({ birthday: dayAhead(0) })],
  ['birthday_soon', 'My birthday is in five days', '닷새 뒤가 내 생일', (api) => api.profile.setFacts({ birthday: dayAhead(5) })],
  ['loved_one', 'My sister’s day is in five days', '닷새 뒤가 언니의 날', (api) => api.profile.setFacts({ dates: [{ name: 'Jin', relation: 'sister', date: dayAhead(5) }] })],
  ['continuing', 'I looked at a cakestand yesterday', '어제 케이크 스탠드를 봄', lookAtCakestand, { days: 1 }],
  ['how_was', 'I bought it a week ago', '일주일 전에 구매함', (api) => buy(api, 'lately'), { days: 7 }],
  ['fact', 'I told what I like two years ago', '좋아하는 것을 두 해 전에 알려 줌', (api) => api.profile.setFacts({ likes: ['tea'] }), { days: 400 }],
  ['anniversary', 'My first order was a year ago', '첫 구매가 일 년 전', (api) => boughtBefore(api, [366]), { days: 1 }],
  ['missed_you', 'I have not been here for long', '오랜만에 방문', (api) => boughtBefore(api, [430, 427, 424, 421, 418, 415, 412, 409, 406, 403]), { days: 60 }],
  ['price_fell', 'The cakestand costs less now', '케이크 스탠드 가격이 내림', lookAtCakestand, { days: 1, to: '/product/22423-regency-cakestand-3-tier.html?demo-offer=cheaper' }],
  ['low_stock', 'Few cakestands are left', '케이크 스탠드가 얼마 없음', lookAtCakestand, { days: 1, to: '/product/22423-regency-cakestand-3-tier.html?demo-offer=few-left' }],
  ['partner', 'I come from a partner', '제휴사에서 옴', () => {}, { to: '/?utm_source=paran&utm_medium=affiliate' }],
  ['advertisement', 'I come by an advertisement', '광고를 보고 옴', () => {}, { to: '/?utm_source=paper&utm_medium=cpc' }],
  ['search', 'I search for a teapot', '찻주전자를 검색함', () => {}, { to: '/search.html?q=teapot' }],
  ['season', 'It is New Year’s Day', '새해 첫날', () => {}, { day: (now) => new Date(now.getFullYear() + 1, 0, 1, 10) }],
];

/** Whether the pages state that this is a gold customer; says what they state now. */
export const turnGold = () => {
  const isGold = sessionStorage.getItem('demo-tier') === 'gold';
  if (isGold) sessionStorage.removeItem('demo-tier');
  else sessionStorage.setItem('demo-tier', 'gold');
  return !isGold;
};

/** Brings a moment about. Says how far the clock goes ahead, in milliseconds, and where to go. */
export const bring = async (code, api) => {
  const [, , , work, { days = 0, day, to = '/' } = {}] = MOMENTS.find(([known]) => known === code);
  const { personalize } = await api.consent.get();
  if (!personalize) await api.consent.set({ personalize: true });
  await work(api);
  const now = new Date();
  return { ahead: day ? day(now) - now : days * DAY, to };
};
