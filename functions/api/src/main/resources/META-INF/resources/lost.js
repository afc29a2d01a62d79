// Photographs that were not started are known to their tab alone. When one was closed with some, the next page says so.
import { element, h } from './dom.js';
import { isCloud } from './place.js';
import { text } from './texts.js';

const PREFIX = 'azulejo.unstarted.';
const LISTED = 5;
const tab = PREFIX + [...crypto.getRandomValues(new Uint8Array(8))].join('');
// A lock ends with its tab, however that ended. Browsers have them where the page is local or came by https.
const held = navigator.locks && !isCloud ? new Promise(taken => navigator.locks.request(tab, () => {
  taken();
  return new Promise(() => {});
})) : null;

let noted = '';

export function noteUnstarted(names) {
  if (!held) return;
  try {
    const list = names.length > 0 ? JSON.stringify(names) : '';
    if (list === noted) return;
    noted = list;
    if (list) localStorage.setItem(tab, list);
    else localStorage.removeItem(tab);
  } catch {
    // nothing is said then
  }
}

export async function tellLost() {
  if (!held) return;
  await held;
  const open = new Set((await navigator.locks.query()).held.map(({ name }) => name));
  const names = [];
  try {
    for (const key of Object.keys(localStorage).filter(name => name.startsWith(PREFIX) && !open.has(name))) {
      names.push(...JSON.parse(localStorage.getItem(key)));
      localStorage.removeItem(key);
    }
  } catch {
    return;
  }
  if (names.length === 0) return;
  const listed = names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ' …' : '');
  const notice = element('lost');
  notice.replaceChildren(
    h('p', {}, text('lost.words', { n: names.length, names: listed })),
    h('button', { type: 'button', onclick: () => { notice.hidden = true; element('main').focus(); } }, text('ok')));
  notice.hidden = false;
}
