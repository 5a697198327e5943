// A custom pixel (Settings, Customer events). It runs in a sandbox, in checkout too, where no
// theme is. What was bought it leaves in the top frame's storage until the shopper's next page.

const KEY = 'dangol-purchases';

let isAllowed = init.customerPrivacy.preferencesProcessingAllowed;
customerPrivacy.subscribe('visitorConsentCollected', (event) => {
  isAllowed = event.customerPrivacy.preferencesProcessingAllowed;
  // Who withdraws leaves nothing.
  if (!isAllowed) browser.localStorage.removeItem(KEY);
});

analytics.subscribe('checkout_completed', async ({ data, timestamp }) => {
  const list = isAllowed && (await browser.localStorage.getItem(KEY));
  // The shop's pages lay the list out when the shopper agrees to be remembered.
  if (!list) return;
  const { order, token, currencyCode, lineItems } = data.checkout;
  const items = lineItems
    .filter(({ variant }) => variant?.sku)
    .map(({ variant, title, quantity }) => ({
      item_id: variant.sku,
      item_name: title,
      price: variant.price.amount,
      quantity,
    }));
  const purchase = { transaction_id: order?.id || token, currency: currencyCode, items };
  const left = [...JSON.parse(list), { at: Date.parse(timestamp), order: purchase }];
  await browser.localStorage.setItem(KEY, JSON.stringify(left));
});
