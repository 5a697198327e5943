// Prices as the pages write them: hundredths in, text out.

const SIGNS = { GBP: '£', EUR: '€', USD: '$' };

/** 255 as £2.55. */
export const shown = (hundredths, currency = 'GBP') => {
  const text = (hundredths / 100).toFixed(2);
  const sign = SIGNS[currency];
  return sign ? sign + text : `${text} ${currency}`;
};

/** £2.55 as the number 2.55, as analytics wants it. */
export const amount = (hundredths) => Math.round(hundredths) / 100;

/** The text 2.55 as 255. */
export const hundredths = (price) => Math.round(Number(price) * 100) || 0;
