// A list of recommendations as plain objects: in one call, for one for each field takes longer
// than the list took to be computed. Texts come as one, with their lengths among the numbers.

/** See src/recommended.rs, which packs them. */
export function recommended(text, numbers) {
  let from = 0;
  let at = 0;
  const number = () => numbers[at++];
  const words = () => text.slice(from, (from += number()));
  const term = () => ({ code: words(), itemId: words(), weight: number() });
  const card = () => {
    const [itemId, title, url, image, code, reason] = [words(), words(), words(), words(), words(), words()];
    const [price, score, terms] = [number(), number(), number()];
    return {
      itemId,
      title,
      url,
      image,
      price: price < 0 ? null : price,
      score,
      reason: { code, text: reason },
      terms: Array.from({ length: terms }, term),
    };
  };
  return Array.from({ length: number() }, card);
}
