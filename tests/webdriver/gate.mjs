// A gate before the shop's server: it records what each request was, and lets a script into
// every page before all others, since no WebDriver of all three engines can do either.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

const PROBE = '/test-probe.js';

/** Takes down what goes wrong in a page, and what Dangol says of itself. */
function probe() {
  const told = { console: [], errors: [], violations: [], dangol: [] };
  Object.defineProperty(window, 'testTold', { enumerable: false, value: told });
  for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
    const original = console[level];
    console[level] = (...values) => {
      told.console.push(`${level}: ${values.join(' ')}`);
      original.apply(console, values);
    };
  }
  addEventListener('error', (event) => told.errors.push(String(event.message ?? event.target?.src ?? event.type)), true);
  addEventListener('unhandledrejection', (event) => told.errors.push(`not handled: ${event.reason}`));
  document.addEventListener('securitypolicyviolation', (event) =>
    told.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
  );
  addEventListener('dangol:error', (event) => told.dangol.push(event.detail.code));
}

/** Stands between browser and shop. */
export class Gate {
  /** Opens a gate before what is served at `base`. */
  static async before(base) {
    const gate = new Gate();
    /** Every request since they were last counted. */
    gate.passed = [];
    /** Pages of the test's own: HTML by path. */
    gate.pages = {};
    /** What happens in every page before anything else. */
    gate.script = '';
    gate.server = createServer((request, response) =>
      // A page that is left in the middle of a request takes its line with it.
      gate.#pass(base, request, response).catch(() => response.destroy()),
    );
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    gate.base = `http://127.0.0.1:${gate.server.address().port}`;
    return gate;
  }

  async #pass(base, request, response) {
    const { method, url, headers } = request;
    const body = await buffer(request);
    const path = decodeURI(url);
    if (path === PROBE) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
      response.end(`(${probe})();\n${this.script}`);
      return;
    }
    this.passed.push({ method, path, cookie: headers.cookie, body: body.length });
    const own = this.pages[path];
    const answer = own ? undefined : await fetch(base + url, { method, redirect: 'manual' });
    const type = own ? 'text/html; charset=utf-8' : (answer.headers.get('content-type') ?? '');
    const content = own ?? Buffer.from(await answer.arrayBuffer());
    const kept = ['cache-control', 'content-security-policy', 'etag', 'location'];
    const fields = [...(answer?.headers ?? [])].filter(([name]) => kept.includes(name));
    response.writeHead(answer?.status ?? 200, { ...Object.fromEntries(fields), 'content-type': type });
    const isPage = type.startsWith('text/html');
    response.end(isPage ? String(content).replace('<meta charset', `<script src="${PROBE}"></script>$&`) : content);
  }

  /** The paths of Dangol's own requests, each with what it should not have carried. */
  own() {
    return this.passed
      .filter(({ path }) => path.startsWith('/dangol/'))
      .map(({ method, path, cookie, body }) => [path, ...(method === 'GET' && !cookie && !body ? [] : [method, cookie, body])].join(' '));
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
