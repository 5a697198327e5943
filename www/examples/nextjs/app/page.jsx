import { DangolRecs } from 'dangol/react';
import Link from 'next/link';

/** The home page: a server component; Dangol's own are the client components in it. */
export default function Home() {
  return (
    <main>
      <h1>What we would show you</h1>
      <DangolRecs kind="for-you" limit={4}>
        <Link href="/product">Our cake stand</Link>
      </DangolRecs>
      <Link id="next" href="/product">The cake stand</Link>
    </main>
  );
}
