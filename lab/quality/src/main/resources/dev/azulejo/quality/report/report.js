'use strict';
// Each figure holds its pictures by their names; the two selects say which lie left and right of the line.
for (const figure of document.querySelectorAll('figure')) {
  const pictures = JSON.parse(figure.querySelector('script').textContent);
  const pair = figure.querySelector('.pair');
  const [left, right] = figure.querySelectorAll('select');
  const show = (side, select) => {
    const picture = pair.querySelector(side);
    picture.src = pictures[select.value];
    picture.alt = select.value;
  };
  const update = () => { show('.left', left); show('.right', right); };
  left.addEventListener('change', update);
  right.addEventListener('change', update);
  const line = pair.querySelector('input');
  line.addEventListener('input', () => pair.style.setProperty('--at', `${line.value}%`));
  update();
}
