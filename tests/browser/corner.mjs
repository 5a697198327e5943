// The personal corner as a test sees it, and a list that somebody shares from it.

import { look, leave, regular } from './regular.mjs';

export const ACCOUNT = '/account.html';
export const corner = (visitor) => visitor.page.locator('dangol-corner');
export const items = (visitor, group) =>
  corner(visitor).locator(`[aria-labelledby="${group}-heading"] [data-item-id]`).evaluateAll((cards) => cards.map((card) => card.dataset.itemId));
export const basket = (visitor) =>
  visitor.page.evaluate(() => JSON.parse(localStorage.getItem('shop-basket') ?? '[]').map(({ id, quantity }) => [id, quantity]));
export const status = (visitor, text) => corner(visitor).locator('[role="status"]').filter({ hasText: text }).waitFor();
export const wishes = async (visitor) => (await visitor.ask('wishes.list')).map((wish) => wish.itemId);

/** The link that "copy" puts on the clipboard. */
export async function copied(visitor, id, said = 'Copied.') {
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: visitor.base });
  await corner(visitor).locator(`#${id}`).click();
  await status(visitor, said);
  return visitor.page.evaluate(() => navigator.clipboard.readText());
}

/** A link with a list of two, of which one is for somebody else and stays at home. */
export async function link(base) {
  const giver = await regular(base);
  for (const id of ['22423', '47566']) await look(giver, id);
  await giver.ask('wishes.add', '22423');
  await giver.ask('wishes.add', '47566');
  await giver.ask('wishes.add', '84879', { title: 'A surprise', gift: true });
  await giver.visit(ACCOUNT);
  const url = await copied(giver, 'copy-link');
  await leave(giver);
  return url.replace(base, '');
}
