// Demo only: with a tier in this tab's session every page states it, as a shop's own server would write
// it into the pages of a customer who has signed in. It runs before anybody reads the page.
(() => {
  let tier;
  try {
    tier = sessionStorage.getItem('demo-tier');
  } catch {
    return;
  }
  if (!tier) return;
  const stated = document.createElement('script');
  stated.type = 'application/json';
  stated.dataset.dangolFacts = '';
  // A text within, not the element's: that the policy keeps from scripts.
  stated.append(JSON.stringify({ tier }));
  document.head.append(stated);
})();
