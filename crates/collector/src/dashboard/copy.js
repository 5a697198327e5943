// Copies what is suggested for config.json. Where the browser gives no clipboard (a page without
// HTTPS), the text is selected, so that the keyboard copies it.

document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('[data-copies]');
  if (!button) return;
  const json = document.getElementById(button.dataset.copies);
  const status = document.getElementById(button.getAttribute('aria-describedby'));
  try {
    await navigator.clipboard.writeText(json.textContent);
    status.textContent = status.dataset.text;
  } catch {
    getSelection().selectAllChildren(json);
    status.textContent = status.dataset.else;
  }
});
