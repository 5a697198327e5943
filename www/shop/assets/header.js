// What every page's header needs: the number of pieces in the basket.

import { count } from './basket.js';

const show = () => {
  const pieces = count();
  for (const place of document.querySelectorAll('[data-basket-count]')) {
    place.textContent = String(pieces);
    place.closest('.count').classList.toggle('count-some', pieces > 0);
  }
};

show();
document.addEventListener('shop:basket', show);
// Another tab may have changed it.
window.addEventListener('storage', show);
window.addEventListener('pageshow', show);
