'use strict';
// Keys for the view, wherever the focus is within `place`; the line takes its own before they come here (divider.js).

const PAN_PX = 60;

export function followKeys(place, view, { start, help }) {
  const step = event => event.shiftKey ? 5 * PAN_PX : PAN_PX;
  const commands = {
    ArrowLeft: event => view.glide(view.panned(step(event), 0)),
    ArrowRight: event => view.glide(view.panned(-step(event), 0)),
    ArrowUp: event => view.glide(view.panned(0, step(event))),
    ArrowDown: event => view.glide(view.panned(0, -step(event))),
    '+': () => view.glide(view.stepped(1)),
    '=': () => view.glide(view.stepped(1)), // the same key without Shift
    '-': () => view.glide(view.stepped(-1)),
    '0': () => view.glide(view.fitted()),
    '1': () => view.glide(view.zoomed(view.wholeScale)),
    Home: start,
    '?': help,
  };
  place.addEventListener('keydown', event => {
    const inner = event.target.closest('dialog, form');
    const isElsewhere = event.ctrlKey || event.metaKey || event.altKey || (inner && inner !== place);
    if (isElsewhere || !Object.hasOwn(commands, event.key)) return;
    event.preventDefault();
    commands[event.key](event);
  });
}
