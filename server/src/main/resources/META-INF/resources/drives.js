// The drives that this machine has connected: a list, and a form that leads to the page of a service.
import * as api from './api.js';
import { element, h, setText } from './dom.js';
import { isKnown, text } from './texts.js';

function tell(problem) {
  const wrong = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`);
  setText(element('trouble'), [problem.message, ...wrong, problem.advice].filter(Boolean).join(' '));
}

async function show() {
  const { kinds, connected, home } = await api.drives();
  const titles = new Map(kinds.map(({ kind, title }) => [kind, title]));
  if (element('kind').options.length === 0) {
    element('kind').append(...kinds.map(({ kind, title }) => h('option', { value: kind }, title)));
  }
  element('none').hidden = connected.length > 0;
  element('connected').replaceChildren(...connected.map(drive => h('li', {},
    h('b', {}, titles.get(drive.kind)),
    h('code', {}, drive.place),
    h('button', { type: 'button', 'aria-label': text('drives.disconnectOf', drive), onclick: () => disconnect(drive) }, text('drives.disconnect')))));
  setText(element('home-words'), text('drives.home', { home }));
}

async function disconnect(drive) {
  try {
    const { revoked } = await api.disconnectDrive(drive);
    await show();
    setText(element('news'), text(revoked ? 'drives.revoked' : 'drives.forgotten', drive));
    element('main').focus();
  } catch (problem) {
    tell(problem);
  }
}

async function connect(event) {
  event.preventDefault();
  setText(element('trouble'), '');
  const given = Object.fromEntries(new FormData(element('connect')));
  if (!given.clientSecret) delete given.clientSecret;
  try {
    const { page } = await api.connectDrive({ ...given, name: given.name || 'default', clientId: given.clientId.trim() });
    location.assign(page);
  } catch (problem) {
    tell(problem);
  }
}

async function open() {
  const key = `drives.news.${location.hash.slice(1)}`;
  const news = isKnown(key) ? text(key) : '';
  if (location.hash) history.replaceState(null, '', location.pathname);
  element('callback').textContent = new URL('/connected', location).href;
  element('connect').addEventListener('submit', connect);
  try {
    await show();
    setText(element('news'), news);
  } catch (problem) {
    element('connect').hidden = true;
    tell(problem.status === 401 ? { message: text('drives.locked') } : problem);
  }
  element('main').removeAttribute('aria-busy');
}

open();
