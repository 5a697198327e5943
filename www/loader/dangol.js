// The script tag's target: finds its own place, starts the wasm, and hands calls to it.
// Works as a classic async script and as a module. If anything fails, the page's own
// markup stays, one quiet line says why, and calls are rejected.
(() => {
  const early = window.dangol;
  if (early && !Array.isArray(early)) return; // The tag is on the page twice.

  const find = (selector) => document.querySelector('script' + selector);
  const tag = document.currentScript || find('[src*="dangol.js"]') || find('[data-config][src]');
  const tell = (text) => console.info('Dangol: ' + text);
  if (!tag || !tag.src) return tell('its script tag was not found on the page');

  const fail = (reason, code) => {
    const error = Object.assign(new Error(reason), { code });
    dispatchEvent(new CustomEvent('dangol:error', { detail: error }));
    return error;
  };

  const own = (name) => new URL(name, tag.src);
  const named = (attribute) => {
    const value = tag.dataset[attribute];
    return value && new URL(value, document.baseURI);
  };
  const model = named('model') || own('model/');

  // A tag with `integrity` asks for the same of all code that it brings. Only then, for a wasm that is
  // checked whole cannot be compiled while it arrives.
  const checks = tag.integrity && true;

  // Static files, the same for every visitor: no cookie goes with them.
  const get = (url, sum) =>
    // As a text: some tools that wrap fetch know no URL.
    fetch(url.href, { credentials: 'omit', signal: AbortSignal.timeout?.(10_000), integrity: (checks && sum) || '' }).then(
      (response) => {
        if (!response.ok) throw new Error(url.pathname + ' is not there');
        return response;
      },
      (error) => {
        // What a blocker, a policy or a broken line kept away, the browser has told already.
        error.silent = error instanceof TypeError;
        throw error;
      },
    );
  const code = ([glue, glueSum, wasm, wasmSum]) => {
    const { href } = own(glue);
    if (checks) {
      // An import cannot be checked; what it takes from the preloaded modules has been.
      const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', integrity: glueSum, nonce: tag.nonce, href });
      document.head.append(link);
    }
    const module = import(href);
    module.catch(() => {}); // Awaited later; until then a failure is not unhandled.
    return { module, wasm: () => get(own(wasm), wasmSum) };
  };
  const json = (url) =>
    get(url)
      .then((response) => response.json())
      .catch((error) => {
        const reason = url.pathname + ': ' + error.message;
        if (!error.silent) tell(reason);
        fail(reason, 'bad_file');
      });

  // What is done in a page that another site frames is not done in the shop, and its buttons
  // might be pressed unseen.
  const isFramed = () => {
    try {
      return !top.document;
    } catch {
      return true;
    }
  };
  // Fetched ahead, but not looked at yet, and perhaps never.
  const isSeen = () =>
    document.prerendering &&
    new Promise((done) => document.addEventListener('prerenderingchange', done, { once: true }));

  const start = async () => {
    if (isFramed()) throw new Error('the page is in a frame of another site');
    const isOld = ['WebAssembly', 'DecompressionStream', 'customElements'].some((name) => !window[name]);
    if (isOld || !document.adoptedStyleSheets) {
      throw new Error('this browser is too old for it');
    }
    // All at once: none of these waits for another.
    const config = named('config') && json(named('config'));
    const entry = json(new URL('entry.json', model));
    const widget = code(['__DANGOL_GLUE__', '__DANGOL_GLUE_SUM__', '__DANGOL_WASM__', '__DANGOL_WASM_SUM__']);
    const wasm = await widget.wasm();
    const isWasm = (wasm.headers.get('content-type') || '').startsWith('application/wasm');
    const module = isWasm
      ? await WebAssembly.compileStreaming(wasm)
      : await WebAssembly.compile(await wasm.arrayBuffer());
    let { default: init, start } = await widget.module;
    let from = module;
    // The site's owner inspects the page; for everybody else the address changes nothing.
    if (/[?&]dangol=inspect(&|$)/.test(location.search) && ((await config) || {}).inspector === true) {
      const inspector = code(['__DANGOL_INSPECT_GLUE__', '__DANGOL_INSPECT_GLUE_SUM__', '__DANGOL_INSPECT_WASM__', '__DANGOL_INSPECT_WASM_SUM__']);
      from = inspector.wasm();
      ({ default: init, start } = await inspector.module);
    }
    await isSeen();
    await init({ module_or_path: from });
    await new Promise((go) => setTimeout(go)); // What the page has to do comes in between.
    return start(
      await config,
      await entry,
      model.href,
      async (host, ...shown) => {
        const show = host.localName === 'dangol-corner' ? 'showCorner' : 'show';
        return (await privacy())[show](await app, host, ...shown, [await config, await entry]);
      },
      async (host) => (await choosing()).showChoose(await app, host),
    );
  };

  // Loaded where the page has an element for it or calls it, and nowhere else.
  const part = (...files) => {
    let loading;
    return () =>
      (loading ||= (async () => {
        const { module, wasm } = code(files);
        const glue = await module;
        await glue.default({ module_or_path: wasm() });
        return glue;
      })().catch((error) => {
        loading = undefined;
        throw fail(own(files[0]).pathname + ': ' + error.message, 'bad_file');
      }));
  };
  const privacy = part('__DANGOL_PRIVACY_GLUE__', '__DANGOL_PRIVACY_GLUE_SUM__', '__DANGOL_PRIVACY_WASM__', '__DANGOL_PRIVACY_WASM_SUM__');
  const choosing = part('__DANGOL_CHOOSE_GLUE__', '__DANGOL_CHOOSE_GLUE_SUM__', '__DANGOL_CHOOSE_WASM__', '__DANGOL_CHOOSE_WASM_SUM__');
  const app = start().catch((error) => {
    const { message = error, silent } = error || {};
    const refused = /unsafe-eval|\bCSP\b|Content Security Policy/.test(message);
    const reason = refused ? "script-src of the page's Content Security Policy must have 'wasm-unsafe-eval'" : message;
    throw Object.assign(fail('could not start: ' + reason, 'not_started'), { silent });
  });

  const call =
    (method) =>
    async (...values) =>
      (await app)[method](...values);
  const api = {
    version: '__DANGOL_VERSION__',
    ready: app.then(() => api),
    track: (name, parameters) => call('track')(String(name), parameters),
    recommend: call('recommend'),
    greeting: call('greeting'),
    offer: (place) => call('offer')(String(place)),
    question: call('question'),
    answer: (value) => call('answer')(value ?? null),
    page: call('page'),
    choose: async (asked) => (await choosing()).choose(await app, asked),
    why: (itemId) => call('why')(String(itemId)),
    guest: async (visits) => {
      (await app).guest(visits !== false);
      return (await app).profileSetFacts({}); // Resolves when it is kept.
    },
    consent: { get: call('consentGet'), set: call('consentSet') },
    profile: {
      get: async () => (await privacy()).overview((await app).snapshot()),
      setFacts: call('profileSetFacts'),
      question: async () => (await privacy()).question(await app),
      answerFact: (fact, holds) => call('profileAnswerFact')(fact, Boolean(holds)),
      markGift: (itemId, gift) => call('profileMarkGift')(String(itemId), gift !== false),
      forget: call('profileForget'),
      allowGreeting: (code, allowed) => call('profileAllow')(false, String(code), allowed !== false),
      allowQuestion: (kind, allowed) => call('profileAllow')(true, String(kind), allowed !== false),
      allowOffer: (id, allowed) => call('profileAllowOffer')(String(id), allowed !== false),
      pause: (paused) => call('profilePause')(paused !== false),
      rating: (itemId) => call('profileRating')(String(itemId)),
      rate: (itemId, stars) => call('profileRate')(String(itemId), Number(stars)),
      export: async () => (await privacy()).exportProfile((await app).snapshot(), await (await app).setAside()),
      import: async (data) => (await app).takeOver((await privacy()).readExport(data, Date.now())),
      erase: call('profileErase'),
    },
    wishes: {
      add: (itemId, told) => call('wish')(String(itemId), told || {}),
      remove: (itemId) => call('wish')(String(itemId), false),
      list: async () => (await privacy()).wishes((await app).snapshot()),
    },
    push: (...commands) => {
      for (const command of commands) {
        const [name, ...values] = Array.isArray(command) ? command : [];
        const method = String(name)
          .split('.')
          .reduce((found, key) => (found && Object.hasOwn(found, key) ? found[key] : undefined), api);
        if (typeof method === 'function' && method !== api.push) method(...values).catch((error) => tell(name + ': ' + error.message));
        else tell('there is no command ' + name);
      }
      return commands.length;
    },
  };
  window.dangol = api;

  app.then(
    () => dispatchEvent(new CustomEvent('dangol:ready', { detail: api })),
    (error) => {
      if (!error.silent) tell(error.message);
      for (const slot of document.querySelectorAll('dangol-recs,dangol-greeting,dangol-ask,dangol-privacy,dangol-offer,dangol-corner,dangol-wish,dangol-choose')) {
        slot.dataset.dangolState = 'fallback';
      }
    },
  );
  api.ready.catch(() => {}); // Who awaits it is told; who does not need not be.
  if (early) api.push(...early);
})();
