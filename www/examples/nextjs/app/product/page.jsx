import { DangolRecs } from 'dangol/react';
import Link from 'next/link';
import { Remembered } from '../remembered.jsx';

const MARKUP = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  sku: '22423',
  name: 'Regency Cakestand 3 Tier',
};

/** A product's page: its markup is what Dangol reads, also after a navigation in the browser. */
export default function Product() {
  const json = JSON.stringify(MARKUP).replaceAll('<', '\\u003c');
  return (
    <main>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
      <h1>{MARKUP.name}</h1>
      <DangolRecs kind="related" limit={4}>
        <Link href="/">All that we have</Link>
      </DangolRecs>
      <Remembered />
    </main>
  );
}
