import { renderToString } from 'react-dom/server';
import { App } from './app.jsx';

/** The page of a product, whole. */
export function render(product) {
  const props = JSON.stringify({ product }).replaceAll('<', '\\u003c');
  const tags = `<script id="props" type="application/json">${props}</script><script type="module" src="/client.js"></script>`;
  return `<!doctype html>${renderToString(<App product={product} />)}${tags}`;
}
