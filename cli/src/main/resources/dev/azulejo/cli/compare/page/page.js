'use strict';
// Puts the page together: names, the view, the line, the buttons.

const element = id => document.getElementById(id);
const pictures = JSON.parse(element('pictures').textContent);
const stage = element('stage');
const largest = pictures.reduce((one, other) => other.width * other.height > one.width * one.height ? other : one);

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
element('board').hidden = !pictures.some(picture => picture.seeThrough);

let loaded = 0;
const surface = new Surface(stage, pictures, {
  loaded: count => { stage.dataset.loaded = loaded = count ?? loaded + 1; },
  failed: say,
});

// From 100 % on pixels are shown as they are, if people want that; below, several share one of the screen.
function sharpen() {
  const isWanted = element('pixels').getAttribute('aria-pressed') === 'true';
  surface.sharpen(isWanted && view.percent > 99.9);
}

// Where the picture is on the stage is known to page.css, too: the line and the board are as tall as it.
const view = new View(largest, ({ state, corner, width, height, percent }) => {
  const place = { left: corner.left, top: corner.top, width: width * state.scale, height: height * state.scale };
  Object.entries(place).forEach(([name, length]) => stage.style.setProperty(`--${name}`, `${length}px`));
  element('percent').textContent = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
  sharpen();
  surface.show(view);
});
const divider = pictures.length > 1 ? new Divider(stage, x => surface.divide(x)) : null;

// The stage begins and ends on whole pixels of the screen, or nothing on it could; and of CSS where these are as whole,
// since a browser may place a canvas by those.
function resize() {
  const box = stage.parentElement.getBoundingClientRect();
  const density = devicePixelRatio;
  const grid = Number.isInteger(density) ? 1 : density;
  const up = length => Math.ceil(length * grid - 0.01) / grid;
  const down = length => Math.floor(length * grid + 0.01) / grid;
  const [left, top] = [up(box.left) - box.left, up(box.top) - box.top];
  const [width, height] = [down(box.right) - up(box.left), down(box.bottom) - up(box.top)];
  Object.assign(stage.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  surface.resize(width, height);
  view.resize(width, height, density);
  divider?.place();
}
new ResizeObserver(resize).observe(stage.parentElement);
window.addEventListener('resize', resize); // another density: the window came to another screen, or the page was zoomed
resize();

followPointers(stage, view);
followKeys(view, {
  start: () => {
    view.glide(view.fitted());
    divider?.to(50);
  },
  help: () => element('gestures').showModal(),
});

element('in').addEventListener('click', () => view.glide(view.stepped(1)));
element('out').addEventListener('click', () => view.glide(view.stepped(-1)));
element('fit').addEventListener('click', () => view.glide(view.fitted()));
element('whole').addEventListener('click', () => view.glide(view.zoomed(view.wholeScale)));
element('help').addEventListener('click', () => element('gestures').showModal());
element('pixels').addEventListener('click', ({ currentTarget }) => {
  currentTarget.setAttribute('aria-pressed', String(currentTarget.getAttribute('aria-pressed') !== 'true'));
  sharpen();
});

// Whoever has keys can use them at once.
if (!matchMedia('(pointer: coarse)').matches) (divider?.slider ?? stage).focus({ preventScroll: true });
