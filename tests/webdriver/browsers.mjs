// The three engines, each driven by its own WebDriver: what it takes to start them anywhere,
// as root in a container too, without a screen and without asking anything of the network.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Builder } from 'selenium-webdriver';

const { CHROME, CHROMEDRIVER, FIREFOX, GECKODRIVER, WEBKITDRIVER, XVFB } = process.env;
if (!CHROME || !CHROMEDRIVER || !FIREFOX || !GECKODRIVER || !WEBKITDRIVER || !XVFB) {
  throw new Error('run these by `cargo xtask test browsers`: it installs the browsers and names them');
}

/** Each engine: its driver's program and arguments, and what a session of it wants. */
const ENGINES = {
  Chromium: {
    driver: (port) => [CHROMEDRIVER, [`--port=${port}`]],
    capabilities: (isPrivate) => ({
      browserName: 'chrome',
      'goog:chromeOptions': {
        binary: CHROME,
        args: [
          '--headless=new',
          '--no-sandbox',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--lang=en-GB',
          ...(isPrivate ? ['--incognito'] : []),
        ],
      },
    }),
  },
  Firefox: {
    driver: (port) => [GECKODRIVER, ['--port', String(port), '--log', 'fatal']],
    capabilities: (isPrivate) => ({
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary: FIREFOX,
        args: ['-headless'],
        prefs: {
          'browser.privatebrowsing.autostart': isPrivate,
          'intl.accept_languages': 'en-GB, en',
        },
      },
    }),
  },
  WebKit: {
    driver: (port) => [WEBKITDRIVER, [`--port=${port}`]],
    needsDisplay: true,
    // A window of WebKitGTK's that a driver opens is always a private one.
    capabilities: () => ({ browserName: 'MiniBrowser' }),
  },
};

export const NAMES = Object.keys(ENGINES);

/** What must end with this program, however that ends. */
const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

function start(program, args, options) {
  const child = spawn(program, args, options);
  children.add(child);
  for (const end of ['exit', 'error']) child.on(end, () => children.delete(child));
  /** Rejected when it ends, and why. */
  child.ended = new Promise((_, reject) => {
    child.on('exit', () => reject(new Error(`${program} ended too early`)));
    child.on('error', reject);
  });
  child.ended.catch(() => {});
  return child;
}

async function stop(child) {
  if (!child || !children.has(child)) return;
  child.kill();
  await once(child, 'exit');
}

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** An X server that draws into memory, on the first display that is free. */
async function display() {
  const child = start(XVFB, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await Promise.race([once(createInterface({ input: child.stdio[3] }), 'line'), child.ended]);
  return { child, name: `:${number}` };
}

/** Waits until a driver answers. */
async function answers(url, child) {
  const late = Date.now() + 60_000;
  for (;;) {
    const status = await fetch(`${url}/status`).catch(() => undefined);
    if (status?.ok) return;
    if (!children.has(child)) await child.ended;
    if (Date.now() > late) throw new Error(`${child.spawnfile} does not answer`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** One engine with one profile: a driver and its session. */
export class Browser {
  /** `isPrivate` opens a private window. */
  static async launch(name, { isPrivate = false } = {}) {
    const browser = new Browser();
    try {
      await browser.#start(ENGINES[name], isPrivate);
      return browser;
    } catch (error) {
      // What still runs would keep this program from ending.
      await browser.close();
      throw error;
    }
  }

  async #start(engine, isPrivate) {
    this.screen = engine.needsDisplay ? await display() : undefined;
    const port = await freePort();
    const env = { ...process.env, ...(this.screen && { DISPLAY: this.screen.name, GDK_BACKEND: 'x11' }) };
    this.child = start(...engine.driver(port), { stdio: 'ignore', env });
    const url = `http://127.0.0.1:${port}`;
    await answers(url, this.child);
    this.session = await new Builder().usingServer(url).withCapabilities(engine.capabilities(isPrivate)).build();
    await this.session.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  }

  async close() {
    try {
      await this.session?.quit();
    } finally {
      await stop(this.child);
      await stop(this.screen?.child);
    }
  }
}
