// How the page says numbers, times and states.

const whole = new Intl.NumberFormat('en');

export const count = number => whole.format(number);
export const several = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
export const photographs = number => several(number, 'photograph');
export const sides = ({ width, height }) => `${count(width)} × ${count(height)}`;

export function bytes(length) {
  if (length < 1e6) return `${count(Math.max(1, Math.round(length / 1e3)))} KB`;
  return length < 1e9 ? `${(length / 1e6).toFixed(1)} MB` : `${(length / 1e9).toFixed(1)} GB`;
}

// "about 40 seconds": no more exact than it is known.
export function duration(seconds) {
  if (seconds < 2) return 'a moment';
  if (seconds < 10) return 'a few seconds';
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} seconds`;
  if (seconds < 90) return 'about a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${minutes} minutes`;
  const hours = Math.round(minutes / 30) / 2;
  return hours < 36 ? `about ${hours} hours` : `about ${several(Math.round(hours / 24), 'day')}`;
}

const FORMATS = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF', heic: 'HEIC', gif: 'GIF', bmp: 'BMP',
  dzi: 'Deep Zoom', szi: 'Deep Zoom in one file', iiif: 'IIIF', jp2: 'JPEG 2000' };
export const format = name => FORMATS[name] ?? String(name).toUpperCase();

// The server says of a file what it is: "is text, not an image; give a JPEG …". Here that stands by itself.
export function sentence(text) {
  const [, first] = /^([a-z]+)\b/.exec(text) ?? [];
  const whole = !first ? text : /^(is|has|was|needs|would|cannot|does|ends|begins)$/.test(first) ? `It ${text}` : first[0].toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}

const STAGES = {
  plan: 'Looking at it',
  infer: 'Enhancing',
  stitch: 'Putting the tiles together',
  deliver: 'Writing the result',
  notify: 'Almost done',
};

export function stage({ status, progress }) {
  if (status === 'queued') return 'Waiting for its turn';
  return STAGES[progress?.stage] ?? 'Starting';
}

// "12 of 40 tiles"
export const tiles = ({ done, all }) => `${count(done)} of ${several(all, 'tile')}`;

export const time = text => new Date(text).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

const dayOf = date => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export function day(text, now = new Date()) {
  const date = new Date(text);
  const days = Math.round((dayOf(now) - dayOf(date)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year });
}
