// The custom element classes, which only JavaScript can declare. They only tell the
// wasm who came and who left.

/** Defines the elements; calls back with each that enters or leaves a document. */
export function defineElements(onEnter, onLeave) {
  for (const name of ['dangol-recs', 'dangol-greeting', 'dangol-ask', 'dangol-privacy', 'dangol-consent', 'dangol-offer', 'dangol-corner', 'dangol-wish', 'dangol-choose']) {
    if (customElements.get(name)) continue;
    customElements.define(
      name,
      class extends HTMLElement {
        static observedAttributes = ['kind', 'limit', 'item-id', 'item-ids', 'place'];
        attributeChangedCallback(name, before, now) {
          if (this.isConnected && before !== now) onEnter(this);
        }
        connectedCallback() {
          onEnter(this);
        }
        disconnectedCallback() {
          onLeave(this);
        }
      },
    );
  }
}
