import { DangolRecs } from 'dangol/react';

const MARKUP = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  sku: '22423',
  name: 'Regency Cakestand 3 Tier',
};

/** A product's page: its markup is what Dangol reads, also after a navigation in the browser. */
export default function Product() {
  return (
    <main>
      <script type="application/ld+json">{JSON.stringify(MARKUP)}</script>
      <h1>{MARKUP.name}</h1>
      <DangolRecs kind="related" limit={4}>
        <a href="/">All that we have</a>
      </DangolRecs>
    </main>
  );
}
