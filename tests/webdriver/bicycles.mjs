// A shop that Dangol has never seen: what its owner has before they hear of Dangol. Invented,
// and the same on every run.

const NAME = 'Spoke & Saddle';

/** Category, what its products have in common, and the products with their prices. */
const SHELVES = [
  ['Tyres', 'Kestrel', [['City tyre 28"', 24.9], ['City tyre 26"', 23.9], ['Gravel tyre 40 mm', 39.5], ['Winter tyre with spikes', 54], ['Touring tyre 28"', 32]]],
  ['Inner tubes', 'Kestrel', [['Inner tube 28"', 6.5], ['Inner tube 26"', 6.2], ['Inner tube for gravel', 8.9], ['Light inner tube 28"', 18.5], ['Rim tape', 3.9]]],
  ['Lights', 'Nordlys', [['Front light 40 lux', 34.9], ['Front light 80 lux', 79], ['Rear light', 16.5], ['Rear light with brake signal', 29.9], ['Dynamo cable', 5.5]]],
  ['Locks', 'Anker', [['Folding lock', 69], ['Chain lock 90 cm', 42.5], ['Frame lock', 28], ['Plug-in chain', 31.9], ['Lock bracket', 9.9]]],
  ['Bags', 'Fjell', [['Pannier 20 l', 64.9], ['Pair of panniers', 119], ['Handlebar bag', 49.5], ['Saddle bag', 22], ['Rain cover', 14.9]]],
  ['Care', 'Lanolin & Co', [['Chain oil for rain', 9.5], ['Chain oil for dust', 9.5], ['Chain cleaner', 12.9], ['Set of brushes', 11.5], ['Frame polish', 13.9]]],
  ['Tools', 'Kontra', [['Multi-tool', 24.9], ['Tyre levers', 4.5], ['Floor pump', 39.9], ['Mini pump', 21.9], ['Patch kit', 5.9]]],
  ['Helmets', 'Skal', [['City helmet', 59.9], ['City helmet with light', 84], ['Children’s helmet', 39.9], ['Helmet rain cap', 12.5], ['Spare pads', 8.5]]],
];

/** What is bought together, by numbers of products: a tyre with its tube, a light with the other one. */
const HABITS = [
  [0, 5, 9, 31], [1, 6, 31], [2, 7, 33], [4, 5, 31, 34], [3, 8, 31],
  [10, 12, 14], [11, 13], [15, 19], [17, 18], [20, 24], [21, 22],
  [25, 27, 28], [26, 27, 29], [30, 33, 34], [35, 38], [36, 39], [37, 12],
];

export const PRODUCTS = SHELVES.flatMap(([category, brand, products], shelf) =>
  products.map(([title, price], at) => ({
    id: `SP-${1001 + shelf * 10 + at}`,
    path: `/p/${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/-$/, '')}.html`,
    title,
    price,
    brand,
    category,
  })),
);

/** Numbers below `below`, each run the same ones (the generator of Park and Miller). */
function* chance(seed) {
  for (let state = seed; ; ) {
    const below = yield;
    state = (state * 48_271) % 2_147_483_647;
    yield state % below;
  }
}

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The feed that the shop gives to Google Merchant. */
export function feed(base) {
  const item = ({ id, path, title, price, brand, category }) => `
    <item>
      <g:id>${id}</g:id>
      <title>${escaped(title)}</title>
      <description>${escaped(`${title} by ${brand}.`)}</description>
      <link>${base}${path}</link>
      <g:image_link>${base}/bicycle.svg</g:image_link>
      <g:condition>new</g:condition>
      <g:availability>in_stock</g:availability>
      <g:price>${price.toFixed(2)} EUR</g:price>
      <g:brand>${escaped(brand)}</g:brand>
      <g:product_type>Home &gt; ${category}</g:product_type>
    </item>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
  <channel>
    <title>${escaped(NAME)}</title>
    <link>${base}</link>
    <description>All products</description>${PRODUCTS.map(item).join('')}
  </channel>
</rss>
`;
}

/** The lines of 300 orders by 110 customers, as the shop's system exports them. */
export function orders() {
  const numbers = chance(20_230);
  const draw = (below) => (numbers.next(), numbers.next(below).value);
  const lines = ['order_id,customer,date,product_id,quantity,price'];
  for (let order = 0; order < 300; order++) {
    const day = new Date(Date.UTC(2026, 0, 5 + Math.floor(order * 0.9)));
    const customer = 500 + draw(110);
    const habit = HABITS[draw(HABITS.length)];
    const wanted = new Set(habit.slice(0, 2 + draw(habit.length - 1)));
    if (draw(4) === 0) wanted.add(draw(PRODUCTS.length));
    for (const at of wanted) {
      const { id, price } = PRODUCTS[at];
      lines.push([`R${7000 + order}`, customer, day.toISOString().slice(0, 10), id, 1 + (draw(6) === 0), price].join());
    }
  }
  return `${lines.join('\n')}\n`;
}

export const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 36"><g fill="none" stroke="#345" stroke-width="2"><circle cx="14" cy="24" r="9"/><circle cx="46" cy="24" r="9"/><path d="M14 24l9-14h17l6 14M23 10l7 14h-16M30 24l10-14"/></g></svg>';

/** A page of the shop as it was before: plain HTML, its product stated in JSON-LD, its own banner. */
function page(title, data, content) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)} – ${escaped(NAME)}</title>
<link rel="icon" href="data:,">
<style>dangol-recs { display: block; min-height: 20rem } body { font-family: sans-serif }</style>
${data ? `<script type="application/ld+json">${JSON.stringify(data)}</script>\n` : ''}</head>
<body>
<h1>${escaped(title)}</h1>
${content}
<p><button id="agree">Remember me on this device</button></p>
<script>
document.getElementById('agree').onclick = () => {
  window.dangol = window.dangol || [];
  dangol.push(['consent.set', { personalize: true }]);
};
</script>
</body>
</html>
`;
}

/** All pages: HTML by path. */
export function pages(base) {
  const list = PRODUCTS.map(({ path, title }) => `<li><a href="${path}">${escaped(title)}</a></li>`).join('\n');
  const home = ['/index.html', page(NAME, undefined, `<ul>\n${list}\n</ul>`)];
  const products = PRODUCTS.map(({ id, path, title, price, brand }) => {
    const data = {
      '@context': 'https://schema.org/',
      '@type': 'Product',
      sku: id,
      name: title,
      image: `${base}/bicycle.svg`,
      brand: { '@type': 'Brand', name: brand },
      offers: {
        '@type': 'Offer',
        url: base + path,
        priceCurrency: 'EUR',
        price: price.toFixed(2),
        availability: 'https://schema.org/InStock',
      },
    };
    return [path, page(title, data, `<p>€${price.toFixed(2)}</p>`)];
  });
  return Object.fromEntries([home, ...products]);
}
