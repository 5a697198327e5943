// Demo only: the customers of the data, whose profiles anybody may be given.

const PERSONAS = '/demo/personas/';
export const TWO_DAYS = 2 * 24 * 60 * 60 * 1000;

const read = async (path) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};

/** All of them, without their profiles. */
export const customers = () => read(`${PERSONAS}index.json`);

/**
 * The orders are of 2010 and 2011, and what is that old is forgotten. So every time in the profile
 * moves by as much as makes the customer's last day the day before yesterday.
 */
const toTheseDays = (profile, { first, last }) => {
  if (typeof first !== 'number' || typeof last !== 'number') return profile;
  const shift = Date.now() - TWO_DAYS - last;
  const moved = (value) => {
    if (typeof value === 'number') {
      const isTime = value >= first - TWO_DAYS && value <= last + TWO_DAYS;
      return isTime ? value + shift : value;
    }
    if (Array.isArray(value)) return value.map(moved);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moved(inner)]));
  };
  return moved(profile);
};

/** The profile of one of them, as if their last order were of the day before yesterday. */
export const profileOf = async (customer) => {
  const chosen = (await customers()).find((one) => String(one.customer) === String(customer));
  return toTheseDays(await read(`${PERSONAS}${encodeURIComponent(customer)}.json`), chosen);
};
