'use client';
import { useConsent } from 'dangol/react';

/** What a component of the site's own makes of an answer. */
export function Remembered() {
  const { personalize } = useConsent();
  return <p id="remembered">{personalize ? 'You are remembered on this device.' : 'You are not remembered.'}</p>;
}
