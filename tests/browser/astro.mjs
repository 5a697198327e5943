// Pages of Astro's, compiled by Astro's own compiler, on a stand-in for what they call: Astro itself
// brings 157 MB, for which `tests/frameworks` asks when it is run by hand.

import { readFile } from 'node:fs/promises';
import { transform } from '@astrojs/compiler';

/** What a compiled page calls, as far as the example's pages call it. */
const RUNTIME = `
  class Html { constructor(text) { this.text = text; } }
  const escaped = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;');
  const written = async (value) => {
    value = await value;
    if (value instanceof Html) return value.text;
    if (Array.isArray(value)) return (await Promise.all(value.map(written))).join('');
    if (typeof value === 'function') return written(value());
    return value === undefined || value === null || value === false ? '' : escaped(value);
  };
  export const render = async (strings, ...values) => {
    const parts = await Promise.all(values.map(written));
    return new Html(strings.map((text, at) => text + (parts[at] ?? '')).join(''));
  };
  export const unescapeHTML = (text) => new Html(text);
  export const addAttribute = (value, name) => new Html(value === true ? ' ' + name : ' ' + name + '="' + escaped(value) + '"');
  export const createComponent = (component) => component;
  export const createAstro = () => ({});
  export const createMetadata = () => ({});
  export const renderSlot = (_, slot) => slot?.();
  export const renderComponent = async (result, name, component, props, slots) => {
    if (typeof component !== 'string') return component(result, props, slots);
    const attributes = await Promise.all(Object.entries(props).map(([name, value]) => written(addAttribute(value, name))));
    return new Html('<' + name + attributes.join('') + '>' + (await written(slots?.default)) + '</' + name + '>');
  };
  export const renderScript = () => new Html('<script type="module" src="/script.js"></script>');
  export const renderHead = () => new Html('<link rel="stylesheet" href="/shop.css">');
  export const maybeRenderHead = () => '';
  export const page = (component) => written(component({ createAstro: (props) => ({ props }) }, {}, {}));
  export const [Fragment, mergeSlots, spreadAttributes, defineStyleVars, defineScriptVars, renderTransition, createTransitionScope] = [];
`;

/** Lets esbuild read what Astro's build would. */
export const astro = {
  name: 'astro',
  setup(build) {
    build.onLoad({ filter: /\.astro$/ }, async ({ path }) => {
      const { code, diagnostics } = await transform(await readFile(path, 'utf8'), { filename: path, internalURL: 'astro/runtime' });
      const errors = diagnostics.filter(({ severity }) => severity === 1).map(({ text }) => ({ text }));
      return { contents: code, loader: 'ts', errors };
    });
    build.onResolve({ filter: /^astro[:/]/ }, ({ path }) => ({ path, namespace: 'astro' }));
    build.onLoad({ filter: /runtime$/, namespace: 'astro' }, () => ({ contents: RUNTIME }));
    // The router is not there: each page comes by a navigation.
    build.onLoad({ filter: /transitions$/, namespace: 'astro' }, () => ({ contents: `export const ClientRouter = () => ''` }));
    // Scripts and styles are made into files of their own, which the test serves.
    build.onResolve({ filter: /\.css$|\?astro&type|remembered\.js$/ }, ({ path, importer }) =>
      importer.endsWith('.astro') ? { path, namespace: 'served' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'served' }, () => ({ contents: '' }));
  },
};
