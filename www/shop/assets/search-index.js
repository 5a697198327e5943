// The search index: fetched once on the search page, matched on the device.

import { english } from './korean-words.js';

const words = (text) => text.toLowerCase().normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];

/** Loads the index: {categories, products}. */
export const load = async () => {
  const response = await fetch('/assets/search-index.json');
  if (!response.ok) throw new Error(`The search index answered ${response.status}.`);
  const { currency, categories, products } = await response.json();
  return {
    categories: categories.map(([slug, en, ko]) => ({ slug, en, ko })),
    products: products.map(([id, title, page, image, price, category, orders, inStock]) => ({
      id,
      title,
      words: [...words(title), id.toLowerCase()],
      link: `/product/${page}.html`,
      image: `/images/${image}.svg`,
      price,
      currency,
      slug: categories[category][0],
      category: categories[category][1],
      orders,
      inStock: inStock === 1,
    })),
  };
};

// A whole word counts most, its beginning less, its middle least; nothing if the word is not there.
const closeness = (wanted, product) => {
  let best = 0;
  for (const word of product.words) {
    if (word === wanted || word === `${wanted}s` || `${word}s` === wanted) return 3;
    if (word.startsWith(wanted)) best = Math.max(best, 2);
    else if (wanted.length > 2 && word.includes(wanted)) best = Math.max(best, 1);
  }
  return best;
};

/** The products that hold every wanted word, best first. */
export const find = (products, query) => {
  const wanted = words(query).flatMap((word) => words(english(word)));
  const found = [];
  for (const product of products) {
    let score = 0;
    for (const word of wanted) {
      const close = closeness(word, product);
      score = close === 0 ? -Infinity : score + close;
    }
    if (score >= 0) found.push({ product, score: score + Math.log10(1 + product.orders) / 4 + (product.inStock ? 0.5 : 0) });
  }
  return found.sort((a, b) => b.score - a.score).map(({ product }) => product);
};
