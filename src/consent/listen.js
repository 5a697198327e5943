// Listens to the site's consent tools and passes on what they say. Nothing here decides
// anything; a tool that fails must not fail the page.

/** Only plain data: a tool's answers may be class instances and hold dates. */
const plain = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** What `__tcfapi` calls back with; of a thousand vendors only the one that matters. */
const tcData = (data, vendor) => {
  const { eventStatus, cmpStatus, gdprApplies, tcString, isServiceSpecific } = data;
  const { purposeOneTreatment, purpose, publisher, vendor: vendors } = data;
  const restrictions = {};
  for (const [id, of] of Object.entries(publisher?.restrictions ?? {})) {
    if (of?.[vendor] !== undefined) restrictions[id] = of[vendor];
  }
  return plain({
    eventStatus,
    cmpStatus,
    gdprApplies,
    tcString,
    isServiceSpecific,
    purposeOneTreatment,
    purpose,
    publisher: {
      consents: publisher?.consents,
      legitimateInterests: publisher?.legitimateInterests,
      restrictions,
    },
    vendor: {
      consent: vendors?.consents?.[vendor],
      legitimateInterest: vendors?.legitimateInterests?.[vendor],
    },
  });
};

/** An event of `__gpp`, with its parsed sections, which older tools give one by one. */
const gppEvent = ({ pingData }) => {
  const { signalStatus, applicableSections, supportedAPIs, parsedSections } = pingData ?? {};
  const sections = { ...parsedSections };
  if (!parsedSections) {
    for (const name of supportedAPIs ?? []) {
      const prefix = String(name).split(':').pop();
      window.__gpp('getSection', (section) => (sections[prefix] = section), prefix);
    }
  }
  return plain({ signalStatus, applicableSections, sections });
};

const shopifyState = (api) => {
  const ask = (name) => (typeof api[name] === 'function' ? api[name]() : null);
  return plain({
    consent: ask('currentVisitorConsent'),
    preferences: ask('preferencesProcessingAllowed'),
    analytics: ask('analyticsProcessingAllowed'),
  });
};

/**
 * Calls back with a tool's name and what it says, now and whenever it says anything anew.
 * `wanted` are the tools to be listened to, `named` those that the owner has named.
 * Tools may come later than this script: they are looked for whenever a resource of the
 * page has been loaded, never by a timer.
 */
export function listenToTools(wanted, named, vendor, onSay) {
  const heard = new WeakSet();
  let found = false;
  const tell = (tool, read) => {
    try {
      onSay(tool, read());
    } catch {
      // The tool's own event must go on.
    }
  };
  const tools = {
    tcf() {
      const api = window.__tcfapi;
      if (typeof api !== 'function' || heard.has(api)) return;
      heard.add(api);
      // It is there, and may ask the visitor before it says anything.
      if (!found) tell('tcf', () => null);
      found = true;
      api('addEventListener', 2, (data) => data && tell('tcf', () => tcData(data, vendor)));
    },
    gpp() {
      const api = window.__gpp;
      if (typeof api !== 'function' || heard.has(api)) return;
      heard.add(api);
      api('addEventListener', (event) => event && tell('gpp', () => gppEvent(event)));
    },
    google() {
      const layer = window.dataLayer;
      if (!Array.isArray(layer) || heard.has(layer)) return;
      heard.add(layer);
      // What comes later is heard where all entries are.
      for (const entry of layer.slice()) {
        if (entry?.[0] === 'consent') tell('google', () => plain(Array.from(entry)));
      }
    },
    shopify() {
      const api = window.Shopify?.customerPrivacy;
      if (!api || heard.has(api)) return;
      heard.add(api);
      const say = () => tell('shopify', () => shopifyState(api));
      document.addEventListener('visitorConsentCollected', say);
      say();
    },
  };
  const look = () => {
    for (const tool of wanted) {
      try {
        tools[tool]();
      } catch {
        // It may be half loaded; the next look may find it whole.
      }
    }
  };
  look();
  // Resources' events do not bubble, but the document can capture them; they never reach
  // the window. The frame by which a tool's stub announces itself is one, too.
  document.addEventListener('load', look, true);
  window.addEventListener('load', look);
  document.addEventListener('DOMContentLoaded', look);
  document.addEventListener('shopifyCustomerPrivacyApiLoaded', look);
  if (named.includes('shopify') && !window.Shopify?.customerPrivacy) {
    const features = [{ name: 'consent-tracking-api', version: '0.1' }];
    window.Shopify?.loadFeatures?.(features, look);
  }
}

/** What the browser itself says. */
export function browserSignals() {
  const dnt = navigator.doNotTrack ?? window.doNotTrack ?? null;
  return { gpc: navigator.globalPrivacyControl ?? null, dnt };
}
