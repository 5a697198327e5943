// What a script of the site's own makes of an answer, on every page that Astro's router brings.
import { load } from 'dangol';

const say = ({ personalize }) => {
  if (personalize) document.querySelector('#remembered').textContent = 'You are remembered on this device.';
};
const ask = async () => say(await (await load()).consent.get());

document.addEventListener('astro:page-load', ask);
addEventListener('dangol:consent', ({ detail }) => say(detail));
