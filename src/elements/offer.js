// An offer's card: drawn, and its code used where the page takes codes. Here and not in Rust,
// because each call of the DOM from wasm costs more bytes than the line it is.

const make = (tag, part, text, parent) => {
  const made = document.createElement(tag);
  made.part = part;
  made.textContent = text;
  parent.append(made);
  return made;
};

/** What a server of the shop's may hand out: one word of printable letters. */
const CODE = /^[!-~]{1,200}$/;

/** Asks the shop's own server for a code. Only ever by the shopper's click. */
const handOut = async (offer) => {
  const response = await fetch(offer.handOut, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ campaign: offer.id }),
    credentials: 'same-origin',
    redirect: 'error',
    signal: AbortSignal.timeout?.(10_000),
  });
  const { code } = await response.json();
  if (!response.ok || !CODE.test(code)) throw new Error('no code');
  return code;
};

/** The page's own element, if it is there and can be used. */
const find = (selector) => {
  try {
    const found = selector && document.querySelector(selector);
    return found && !found.disabled && found.getClientRects().length > 0 ? found : null;
  } catch {
    return null; // No selector.
  }
};

/** Enters a code as if it had been typed: frameworks listen, and some replace the setter. */
const enter = (field, code) => {
  const type = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(type, 'value').set.call(field, code);
  for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
};

/** Puts the focus on what was said in the place of a card. */
const stop = (card, text) => {
  card.replaceChildren();
  const said = make('p', 'stopped', text, card);
  said.role = 'status';
  said.tabIndex = -1;
  said.focus();
};

/**
 * Draws an offer into a shadow root. `took` hears that it is taken up, and of the code that the
 * shop handed out; `less` that it is not wanted.
 */
export function drawOffer(root, offer, words, lang, took, less) {
  const card = document.createElement('article');
  card.part = `offer offer-${offer.kind}`;
  card.lang = lang;
  card.ariaLabel = words.label;
  if (offer.image) {
    const image = make('img', 'image', '', card);
    image.alt = '';
    image.decoding = 'async';
    image.src = offer.image;
  }
  const inside = make('div', 'words', '', card);
  if (offer.partner) make('p', 'partner', `${words.partner}: ${offer.partner}`, inside);
  make('p', 'title', offer.title, inside);
  if (offer.body) make('p', 'body', offer.body, inside);
  const row = make('div', 'act', '', inside);
  const isCoupon = offer.kind === 'coupon';
  let { code } = offer;
  const shown = isCoupon && make('code', 'code', code, row);
  const show = () => {
    shown.textContent = code;
    shown.hidden = !code;
    shown.ariaLabel = `${words.code}: ${code}`;
  };
  const said = make('p', 'said', '', inside);
  said.role = 'status';
  if (isCoupon) {
    show();
    const button = make('button', 'button', offer.button, row);
    button.type = 'button';
    button.addEventListener('click', async () => {
      // A code is under way: a second one would be used up for nothing.
      if (button.ariaDisabled === 'true') return;
      took('');
      if (offer.handOut && !code) {
        said.textContent = words.asking;
        button.ariaDisabled = 'true';
        try {
          code = await handOut(offer);
        } catch {
          said.textContent = words.noCode;
          return;
        } finally {
          button.ariaDisabled = null;
        }
        took(code);
        show();
      }
      const field = find(offer.field);
      try {
        if (field) {
          enter(field, code);
          said.textContent = words.applied;
          find(offer.press)?.click();
        } else if (offer.url.includes('{code}')) {
          location.assign(offer.url.replace('{code}', encodeURIComponent(code)));
        } else {
          await navigator.clipboard.writeText(code);
          said.textContent = words.copied;
        }
      } catch {
        said.textContent = words.byHand;
      }
    });
  } else if (offer.url) {
    const link = make('a', 'button', offer.button, row);
    link.href = offer.url;
    if (offer.partner) link.rel = 'sponsored';
    link.addEventListener('click', () => took(''));
  }
  const foot = make('p', 'foot', '', inside);
  make('span', 'reason', offer.reason.text, foot);
  const stopper = make('button', 'less', words.less, foot);
  stopper.type = 'button';
  stopper.ariaLabel = words.lessNote;
  stopper.addEventListener('click', () => {
    less();
    stop(card, words.stopped);
  });
  root.append(card);
}
