'use strict';
// Puts the page together: names, the pictures on their stage (stage.js), what went wrong.

const element = id => document.getElementById(id);
const pictures = JSON.parse(element('pictures').textContent);
const stage = element('stage');

function caption({ name, facts }, number) {
  const figure = document.createElement('p');
  const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  if (pictures.length > 1) figure.append(part('b', number === 0 ? 'Before' : 'After'), ' ');
  figure.append(part('strong', name), ' ');
  const list = document.createElement('small');
  facts.forEach(fact => list.append(part('span', fact), ' '));
  figure.append(list);
  return figure;
}

function say(problem) {
  element('problem').textContent = problem;
  element('problem').hidden = problem === '';
}

element('heading').lastElementChild.textContent = pictures.length > 1 ? 'Before and after' : 'The picture';
element('captions').append(...pictures.map(caption));
document.body.classList.toggle('alone', pictures.length === 1);

let loaded = 0;
const surface = new Surface(stage, pictures, {
  loaded: count => { stage.dataset.loaded = loaded = count ?? loaded + 1; },
  failed: say,
});

const { view, divider } = showPictures(pictures, { stage, surface, place: document });

// Whoever has keys can use them at once.
if (!matchMedia('(pointer: coarse)').matches) (divider?.slider ?? stage).focus({ preventScroll: true });
