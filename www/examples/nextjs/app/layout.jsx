import { DangolConsent, DangolGreeting, DangolScript } from 'dangol/react';
import './shop.css';

export const metadata = { title: 'Plum and Linnet' };

/** Around every page: the tag, the greeting, and the question whether to remember. */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
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
