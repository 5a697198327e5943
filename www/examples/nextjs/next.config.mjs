// Next's own inline scripts need a nonce, which its documentation describes; this is what Dangol
// needs of a policy.
const policy = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'";

export default {
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'Content-Security-Policy-Report-Only', value: policy }] },
  ],
};
