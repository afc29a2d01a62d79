// Small helpers for elements of the page.

export const element = id => document.getElementById(id);

// An element: `h('button', { class: 'strong', onclick: start }, 'Start')`.
export function h(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'class') made.className = value;
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.startsWith('aria')) made[key] = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  drawing.append(use);
  return drawing;
}

// Says it to people who hear the page. Several in the same moment are said together.
let waiting = [];
export function say(words) {
  if (waiting.length === 0) setTimeout(() => {
    element('said').textContent = waiting.slice(-4).join(' ');
    waiting = [];
  }, 150);
  waiting.push(words);
}

// Asks a question that has a yes.
export function ask(heading, words, yes) {
  const dialog = element('ask');
  element('ask-heading').textContent = heading;
  element('ask-words').textContent = words;
  element('ask-yes').textContent = yes;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(answer => dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true }));
}

// Text where it differs, so that nothing is read out or drawn again.
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = text === '';
}
