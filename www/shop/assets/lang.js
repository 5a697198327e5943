// Chooses the page's language before anything is painted: the visitor's saved choice, else the
// browser's. Only a press of the switch saves one.
(() => {
  const KEY = 'shop-lang';
  const root = document.documentElement;

  const saved = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Storage may be blocked; the browser's languages do then.
    }
  };

  const preferred = () => {
    const choice = saved();
    if (choice === 'en' || choice === 'ko') return choice;
    for (const language of navigator.languages ?? []) {
      if (/^ko\b/i.test(language)) return 'ko';
      if (/^en\b/i.test(language)) return 'en';
    }
    return 'en';
  };

  // What cannot hold two languages side by side: the title, options, labels of landmarks.
  const translate = () => {
    const lang = root.lang;
    const title = root.getAttribute(`data-title-${lang}`);
    if (title) document.title = title;
    for (const element of document.querySelectorAll('[data-en][data-ko]')) {
      element.textContent = element.getAttribute(`data-${lang}`);
    }
    for (const element of document.querySelectorAll('[data-label-en][data-label-ko]')) {
      element.setAttribute('aria-label', element.getAttribute(`data-label-${lang}`));
    }
    for (const button of document.querySelectorAll('[data-lang]')) {
      button.setAttribute('aria-pressed', String(button.dataset.lang === lang));
    }
  };

  root.lang = preferred();
  const title = root.getAttribute(`data-title-${root.lang}`);
  if (title) document.title = title;
  document.addEventListener('DOMContentLoaded', translate);
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-lang]');
    if (!button) return;
    root.lang = button.dataset.lang;
    try {
      localStorage.setItem(KEY, root.lang);
    } catch {
      // The choice then lasts for this page only.
    }
    translate();
    document.dispatchEvent(new CustomEvent('shop:lang'));
  });
})();
