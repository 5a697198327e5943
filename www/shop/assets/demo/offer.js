// Demo only: with `?demo-offer=cheaper` or `few-left` a product's page states that it costs a quarter
// less, or that few are left, as the shop would state it then. It runs before anybody reads the page.
(() => {
  const wanted = new URLSearchParams(location.search).get('demo-offer');
  const markup = document.querySelector('script[type="application/ld+json"]');
  if (!wanted || !markup) return;
  const stated = JSON.parse(markup.textContent);
  const { offers } = stated[0];
  if (wanted === 'cheaper') offers.price = (Math.round(offers.price * 75) / 100).toFixed(2);
  if (wanted === 'few-left') offers.availability = 'https://schema.org/LimitedAvailability';
  // The text within, not the element's: that the policy keeps from scripts.
  markup.firstChild.data = JSON.stringify(stated);
  if (wanted === 'cheaper') {
    document.addEventListener('DOMContentLoaded', () => {
      document.querySelector('.product-price').textContent = `£${offers.price}`;
    });
  }
})();
