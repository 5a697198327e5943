import { DangolConsent, DangolGreeting, DangolRecs, DangolScript, useConsent } from 'dangol/react';

/** The whole page, the same on the server and in the browser. */
export function App({ product }) {
  const markup = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: product.id,
    name: product.name,
  };
  const json = JSON.stringify(markup).replaceAll('<', '\\u003c');
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>{product.name}</title>
        <link rel="stylesheet" href="/shop.css" />
        <DangolScript src="/dangol/dangol.js" config="/dangol/config.json" />
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
      </head>
      <body>
        <DangolGreeting>Welcome</DangolGreeting>
        <h1>{product.name}</h1>
        <DangolRecs kind="related" limit={4}>
          <a href="/">All that we have</a>
        </DangolRecs>
        <Remembered />
        <DangolConsent />
      </body>
    </html>
  );
}

function Remembered() {
  const { personalize } = useConsent();
  return <p id="remembered">{personalize ? 'You are remembered on this device.' : 'You are not remembered.'}</p>;
}
