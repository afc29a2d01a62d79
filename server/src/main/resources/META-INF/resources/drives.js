// The drives that this machine has connected: a list, and a form that leads to the page of a service.
import * as api from './api.js';
import { element, h, setText } from './dom.js';

const NEWS = {
  '#connected': 'The drive is connected.',
  '#refused': 'Nothing was connected: the service has refused it, or the question was too old. Try again.',
};

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
    h('button', { type: 'button', 'aria-label': `Disconnect ${drive.place}`, onclick: () => disconnect(drive) }, 'Disconnect'))));
  setText(element('home-words'), `You will be asked by the service itself. What comes of it is kept in ${home}.`);
}

async function disconnect(drive) {
  try {
    const { revoked } = await api.disconnectDrive(drive);
    await show();
    setText(element('news'), revoked ? `${drive.place} is disconnected.`
      : `${drive.place} is forgotten here. Remove the app in the settings of your account, too: no program can.`);
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
  const news = NEWS[location.hash] ?? '';
  if (location.hash) history.replaceState(null, '', location.pathname);
  element('callback').textContent = new URL('/connected', location).href;
  element('connect').addEventListener('submit', connect);
  try {
    await show();
    setText(element('news'), news);
  } catch (problem) {
    element('connect').hidden = true;
    tell(problem.status === 401 ? { message: 'Open the page with photographs first, by the link that azulejo serve has printed.' } : problem);
  }
  element('main').removeAttribute('aria-busy');
}

open();
