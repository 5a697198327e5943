// Demo only: the visitor bar's clock. With an offset in this tab's session, every "now" of the page,
// by Date.now() and by new Date(), is that much later. Without one, nothing is touched.
(() => {
  let offset = 0;
  try {
    offset = Number(sessionStorage.getItem('demo-clock')) || 0;
  } catch {
    return; // Storage is blocked, so that no offset can have been set.
  }
  if (offset === 0) return;

  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  RealDate.now = () => realNow() + offset;
  window.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [target.now()], newTarget),
    apply: (target) => new target(target.now()).toString(),
  });
  // So that new Date().constructor is the page's Date again.
  RealDate.prototype.constructor = window.Date;
})();
