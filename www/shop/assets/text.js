// Text in both languages; the style sheet shows one, so a switch of language needs no script.

const span = (lang, text) => {
  const element = document.createElement('span');
  element.className = lang;
  element.lang = lang;
  element.textContent = text;
  return element;
};

/** English and Korean side by side. */
export const both = (en, ko) => {
  const fragment = document.createDocumentFragment();
  fragment.append(span('en', en), span('ko', ko));
  return fragment;
};

/** The one that the page shows now, for places that hold plain text only. */
export const current = (en, ko) => (document.documentElement.lang === 'ko' ? ko : en);

/** Makes an element with attributes and children. */
export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
