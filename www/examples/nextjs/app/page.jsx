import { DangolRecs } from 'dangol/react';

/** The home page: a server component; Dangol's own are the client components in it. */
export default function Home() {
  return (
    <main>
      <h1>What we would show you</h1>
      <DangolRecs kind="for-you" limit={4}>
        <a href="/product">Our cake stand</a>
      </DangolRecs>
    </main>
  );
}
