// A site's own project, with the npm package in it as npm would publish it.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { SITE } from './harness.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MODULES = join(ROOT, 'node_modules');
const PACKAGE = resolve(SITE, '../../npm');

/** What a project has of React, and what it is called among this repository's packages. */
const REACT = {
  18: { react: 'react-18', 'react-dom': 'react-dom-18', '@types/react': 'types-react-18' },
  19: { react: 'react', 'react-dom': 'react-dom', scheduler: 'scheduler', '@types/react': '@types/react' },
};

/** Packs the package and unpacks it in a new project, beside a version of React. */
export function makeProject(version = 19) {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-project-'));
  const own = join(folder, 'node_modules');
  mkdirSync(own);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = execFileSync(npm, ['pack', '--offline', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: PACKAGE, encoding: 'utf8' });
  execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', own]);
  cpSync(join(own, 'package'), join(own, 'dangol'), { recursive: true });
  rmSync(join(own, 'package'), { recursive: true });
  mkdirSync(join(own, '@types'));
  for (const name of ['csstype', '@types/prop-types']) symlinkSync(join(MODULES, name), join(own, name), 'junction');
  // Copies: what is linked would find the packages that lie beside its own place.
  for (const [name, from] of Object.entries(REACT[version])) cpSync(join(MODULES, from), join(own, name), { recursive: true });
  return folder;
}

export const remove = (folder) => rmSync(folder, { recursive: true, force: true });

/** What tsc says of a project, in strict mode; empty if nothing is wrong. */
export function check(folder) {
  try {
    execFileSync('node', [join(MODULES, 'typescript/bin/tsc'), '--noEmit', '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return error.stdout;
  }
}

/** Settings as strict as they come. */
export const STRICT = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    types: [],
  },
};

/** A bundle's settings for node. */
export const ON_SERVER = {
  platform: 'node',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
};

/** A script of the project's, for the browser or for node, as one text. */
export async function bundle(folder, entry, options = {}) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    ...(typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: { ...entry, resolveDir: folder } }),
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    // Development's React is the one that warns.
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
    // 'use client' says nothing to a bundle.
    logOverride: { 'unsupported-directive': 'silent' },
    ...options,
  });
  return outputFiles[0].text;
}

/** All files below a folder, by their paths in it. */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
