// Where a page comes from and where it goes. The guide has pages of its own, and takes those of
// docs/ as they are, so that nothing is said twice.

import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** The pages of docs/ that an owner may need, by their file's name, and what the menu calls them. */
export const TAKEN = {
  javascript: 'On the page',
  browsers: 'Browsers',
  rules: 'Rules',
  moments: 'Greetings',
  campaigns: 'Offers',
  asking: 'Questions',
  choose: 'Help in choosing',
  corner: 'The personal corner',
  consent: 'Consent',
  inspector: 'The inspector',
  builder: 'Building the model',
  evaluate: 'Judging the model',
  collector: 'Collector and dashboard',
  'data-dictionary': 'What is kept and sent',
  'model-format': 'Model files',
  'report-format': 'Reports',
  'profile-export': 'Profiles',
};

/** Files that are served beside the pages. */
export const FILES = {
  'docs/config.schema.json': 'config.schema.json',
  'docs/images/dashboard.png': 'images/dashboard.png',
  'docs/images/home.png': 'images/home.png',
};

const OWN = 'www/guide/content/';

/** The address of what is made of a file of this repository, or null if nothing is. */
export const addressOf = (path) => {
  if (path.startsWith(OWN)) return existsSync(path) ? path.slice(OWN.length).replace(/\.md$/, '.html') : null;
  const taken = /^docs\/([^/]+)\.md$/.exec(path)?.[1];
  if (taken !== undefined && taken in TAKEN) return `reference/${taken}.html`;
  return FILES[path] ?? null;
};

/** A path, as seen from the folder of another one. */
export const resolve = (from, path) => posix.normalize(posix.join(posix.dirname(from), path));

/** An address of the guide, as seen from another one: the guide works in whatever folder it lies. */
export const relative = (from, to) => posix.relative(posix.dirname(from), to);

/** The anchor of a heading, as git hosts make it. */
export const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** Puts a section of another file in the place of `<!-- include file.md#section -->`. */
export const include = (source, text) =>
  text.replace(/^<!-- include ([^#\s]+)#(\S+) -->$/gm, (_, file, wanted) => {
    const path = resolve(source, file);
    const lines = readFileSync(path, 'utf8').split('\n');
    const heading = (line) => /^#+ (.*)$/.exec(line)?.[1];
    const start = lines.findIndex((line) => heading(line) !== undefined && slug(heading(line)) === wanted);
    if (start < 0) throw new Error(`${source}: ${path} has no section ${wanted}`);
    const rest = lines.slice(start + 1);
    const end = rest.findIndex((line) => heading(line) !== undefined);
    const section = rest.slice(0, end < 0 ? undefined : end).join('\n').trim();
    // What it links to is meant as seen from where it stands.
    return section.replace(/\]\((?!https?:|#)([^)\s]+)\)/g, (_, link) => {
      const [to, anchor] = link.split('#');
      const there = posix.relative(posix.dirname(source), resolve(path, to));
      return `](${there}${anchor === undefined ? '' : `#${anchor}`})`;
    });
  });
