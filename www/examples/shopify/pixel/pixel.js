// A custom pixel (Settings, Customer events). It runs in a sandbox, in checkout too, where no
// theme is. What was bought is left in the top frame's storage until the shopper's next page.

const KEY = 'dangol-purchases';

let isAllowed = init.customerPrivacy.preferencesProcessingAllowed;
customerPrivacy.subscribe('visitorConsentCollected', (event) => {
  isAllowed = event.customerPrivacy.preferencesProcessingAllowed;
  // Who withdraws leaves nothing.
  if (!isAllowed) browser.localStorage.removeItem(KEY);
});

analytics.subscribe('checkout_completed', async ({ data, timestamp }) => {
  if (!isAllowed) return;
  const { checkout } = data;
  const items = checkout.lineItems.map(({ variant, title, quantity }) => ({
    item_id: variant.sku || variant.product.id,
    item_name: title,
    price: variant.price.amount,
    quantity,
  }));
  const order = {
    transaction_id: checkout.order?.id ?? checkout.token,
    currency: checkout.currencyCode,
    items,
  };
  const before = JSON.parse((await browser.localStorage.getItem(KEY)) || '[]');
  await browser.localStorage.setItem(KEY, JSON.stringify([...before, { at: Date.parse(timestamp), order }]));
});
