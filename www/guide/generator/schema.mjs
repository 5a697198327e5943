// The reference of config.json, made from its schema: whatever the schema says is said here, and
// nothing else.

import { readFileSync } from 'node:fs';
import { slug } from './source.mjs';

const schema = JSON.parse(readFileSync('docs/config.schema.json', 'utf8'));

/** Parts that several keys share, with what they are called here. */
const SHARED = {
  moment: 'A moment',
  campaign: 'A campaign',
  campaignText: 'A campaign’s text',
  question: 'A question',
  localText: 'A text in both languages',
  target: 'A target',
  names: 'Names',
  kind: 'A kind',
  rule: 'A rule',
};

/** Where the words about a part are. */
const MORE = {
  consent: 'consent', storage: 'profile-export', report: 'report-format', inspector: 'inspector', holdout: 'collector',
  experiments: 'collector', addToCart: 'corner', corner: 'corner', moments: 'moments', campaigns: 'campaigns',
  asking: 'asking', segments: 'rules', merchandising: 'rules', moment: 'moments', campaign: 'campaigns',
  question: 'asking', target: 'rules', rule: 'rules',
};

/** Words that name an element are no element. */
const words = (text = '') => text.replaceAll('<', '&lt;');

const code = (text) => `\`${text}\``;

/** What a value may be, in words. */
const type = (at) => {
  if (at.$ref) {
    const name = at.$ref.replace('#/$defs/', '');
    return `[${SHARED[name].toLowerCase()}](#${slug(SHARED[name])})`;
  }
  if ('const' in at) return code(JSON.stringify(at.const));
  if (at.enum) return at.enum.map((value) => code(value)).join(', ');
  if (at.anyOf) return at.anyOf.map(type).join(', or ');
  if (at.type === 'array' || at.type?.includes?.('array') && at.items) return `list of: ${at.items ? type(at.items) : 'anything'}${at.type.includes('null') ? ', or null' : ''}`;
  const names = { string: 'text', boolean: 'true or false', integer: 'whole number', number: 'number', object: 'object', null: 'null', array: 'list' };
  if (at.type === undefined) return 'anything';
  return [at.type].flat().map((name) => names[name]).join(', ');
};

/** The bounds of a value, in words. */
const bounds = (at) => {
  const said = [];
  if ('minimum' in at || 'maximum' in at) said.push(`${at.minimum ?? ''} to ${at.maximum ?? ''}`);
  if (at.minLength > 0 || at.maxLength) said.push(at.maxLength ? `${at.minLength ?? 0} to ${at.maxLength} letters` : 'not empty');
  if (at.minItems || at.maxItems) said.push(at.minItems === at.maxItems ? `${at.minItems} of them` : `${at.minItems ?? 0} to ${at.maxItems ?? 'any number'} of them`);
  if (at.minProperties || at.maxProperties) said.push(at.maxProperties ? `at most ${at.maxProperties} of them` : `at least ${at.minProperties} of them`);
  if (at.pattern) said.push(`of the form ${code(at.pattern.replaceAll('|', '\\|'))}`);
  return said.join('; ');
};

/** One line for each key below a place, those of objects and lists of objects included. */
const rows = (at, before = '') => {
  const inner = at.items && !at.items.$ref ? at.items : at;
  const step = inner === at ? '' : '[].';
  return Object.entries(inner.properties ?? {}).flatMap(([key, value]) => {
    const path = `${before}${step}${key}`;
    const needed = inner.required?.includes(key) ? ' (needed)' : '';
    const what = words(value.description ?? (value.$ref && schema.$defs[value.$ref.replace('#/$defs/', '')].description));
    const own = `| ${code(path.replaceAll('|', '\\|'))}${needed} | ${what} | ${type(value)} | ${bounds(value)} |`;
    return [own, ...(value.$ref ? [] : rows(value, `${path}${value.items ? '' : '.'}`))];
  });
};

const table = (at) => {
  const lines = rows(at);
  return lines.length === 0 ? '' : `\n| key | what | value | bounds |\n|---|---|---|---|\n${lines.join('\n')}\n`;
};

const section = (title, name, at) => {
  const more = MORE[name] ? ` More in [${MORE[name]}](../../../docs/${MORE[name]}.md).` : '';
  const what = at.description ? `${words(at.description)} ` : '';
  const entries = at.additionalProperties?.$ref ? `, each entry ${type(at.additionalProperties)}` : '';
  const limit = bounds(at);
  return `## ${title}\n\n${what}Value: ${type(at)}${entries}${limit ? `; ${limit}` : ''}.${more}\n${table(at)}`;
};

/** One section for each key, then one for each part that several keys share, in Markdown. */
export const reference = () =>
  [
    ...Object.entries(schema.properties).map(([key, at]) => section(key, key, at)),
    ...Object.entries(SHARED).map(([name, title]) => section(title, name, schema.$defs[name])),
  ].join('\n\n');
