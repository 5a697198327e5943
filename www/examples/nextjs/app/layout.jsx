import { DangolConsent, DangolGreeting, DangolScript } from 'dangol/react';

/** Around every page: the tag, the greeting, and the question whether to remember. */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <title>Plum and Linnet</title>
        <link rel="stylesheet" href="/shop.css" />
        <DangolScript src="/dangol/dangol.js" config="/dangol/config.json" />
      </head>
      <body>
        <DangolGreeting>Welcome</DangolGreeting>
        {children}
        <DangolConsent />
      </body>
    </html>
  );
}
