// Takes over what has changed on the page when reports have come. The page is fetched as a
// document, so nothing here writes HTML; what holds the focus or is open stays as it is.

const fetchPage = () =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', location.href);
    request.responseType = 'document';
    request.onload = () => (request.status === 200 && request.response ? done(request.response) : failed());
    request.onerror = failed;
    request.send();
  });

const takeOver = (page) => {
  let changed = false;
  for (const part of document.querySelectorAll('[data-live]')) {
    const newer = page.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
    if (!newer || part.contains(document.activeElement)) continue;
    const next = document.adoptNode(newer);
    for (const { id } of part.querySelectorAll('details[open]')) {
      const details = next.querySelector(`#${CSS.escape(id)}`);
      if (details) details.open = true;
    }
    if (part.isEqualNode(next)) continue;
    part.replaceWith(next);
    changed = true;
  }
  const status = document.getElementById('fresh');
  if (changed) status.textContent = status.dataset.text;
};

let pending = false;
let isDue = false;
const update = async () => {
  isDue = true;
  if (pending) return;
  pending = true;
  // What comes while the page is on its way may not be on it any more.
  while (isDue && !document.hidden) {
    isDue = false;
    try {
      takeOver(await fetchPage());
    } catch {
      // Signed out or offline: the page stays, and the next event tries again.
    }
  }
  pending = false;
};

// The first event comes at once: it catches what was counted while the page was on its way.
new EventSource('/dashboard/live').addEventListener('reports', update);
document.addEventListener('visibilitychange', update);
