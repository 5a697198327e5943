// Tells Dangol what dangol.php states on this page.
window.dangol = window.dangol || [];
for (const data of document.querySelectorAll('script.dangol-event')) {
  window.dangol.push(['track', ...JSON.parse(data.textContent)]);
}
