// Parts of the demo shop's own configuration, for recipes: what is shown is what is in use there.

import { readFileSync } from 'node:fs';

const shop = JSON.parse(readFileSync('www/shop/config.json', 'utf8'));

/** A list's entry by its id or place, an object's by its key; the whole without a second part. */
const pick = (within, name) => {
  if (!Array.isArray(within)) return { [name]: within[name] };
  return [within.find(({ id }) => id === name) ?? within[name]];
};

/** `campaigns.sorry,campaigns.gold` as a configuration that has only these. */
export const ownConfiguration = (paths) => {
  const found = { version: 1 };
  for (const path of paths.split(',')) {
    const [key, name] = path.split('.');
    const part = name === undefined ? shop[key] : pick(shop[key], name);
    if (part === undefined || JSON.stringify(part) === '[null]' || JSON.stringify(part) === '{}') {
      throw new Error(`the demo shop's configuration has no ${path}`);
    }
    const before = found[key];
    found[key] = Array.isArray(part) ? [...(before ?? []), ...part] : typeof part === 'object' ? { ...before, ...part } : part;
  }
  return written(found);
};

const WIDE = 78;

/** JSON as people write it: what fits into a line stands in one. */
const written = (value, indent = '') => {
  const line = oneLine(value);
  if (indent !== '' && indent.length + line.length <= WIDE) return line;
  if (value === null || typeof value !== 'object') return line;
  const deeper = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((entry) => deeper + written(entry, deeper))
    : Object.entries(value).map(([key, entry]) => `${deeper}${JSON.stringify(key)}: ${written(entry, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${entries.join(',\n')}\n${indent}${close}`;
};

const oneLine = (value) => {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${oneLine(entry)}`);
  return `{ ${entries.join(', ')} }`;
};
