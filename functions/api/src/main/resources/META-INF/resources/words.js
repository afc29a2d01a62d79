// How the page says numbers, times and states.
import { isKnown, locale, text } from './texts.js';

const whole = new Intl.NumberFormat(locale);
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = number => whole.format(number);
export const photographs = n => text('photographs', { n });
export const sides = ({ width, height }) => `${count(width)} × ${count(height)}`;

export function bytes(length) {
  if (length < 1e6) return `${count(Math.max(1, Math.round(length / 1e3)))} KB`;
  return length < 1e9 ? `${tenths.format(length / 1e6)} MB` : `${tenths.format(length / 1e9)} GB`;
}

// "about 40 seconds": no more exact than it is known.
export function duration(seconds) {
  if (seconds < 2) return text('time.moment');
  if (seconds < 10) return text('time.few');
  if (seconds < 55) return text('time.seconds', { n: Math.round(seconds / 5) * 5 });
  if (seconds < 90) return text('time.minute');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return text('time.minutes', { n: minutes });
  const hours = Math.round(minutes / 30) / 2;
  return hours < 36 ? text('time.hours', { n: hours }) : text('time.days', { n: Math.round(hours / 24) });
}

export const left = seconds => text('time.left', { time: duration(seconds) });

const FORMATS = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF', heic: 'HEIC', gif: 'GIF', bmp: 'BMP',
  dzi: 'Deep Zoom', iiif: 'IIIF', jp2: 'JPEG 2000' };
export const format = name => name === 'szi' ? text('format.szi') : FORMATS[name] ?? String(name).toUpperCase();

// The server says of a file what it is: "is text, not an image; give a JPEG …". Here that stands by itself.
export function sentence(said) {
  const [, first] = /^([a-z]+)\b/.exec(said) ?? [];
  const whole = !first ? said : /^(is|has|was|needs|would|cannot|does|ends|begins)$/.test(first) ? `It ${said}` : first[0].toUpperCase() + said.slice(1);
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}

export function stage({ status, progress }) {
  const key = status === 'queued' ? 'stage.queued' : `stage.${progress?.stage}`;
  return text(isKnown(key) ? key : 'stage.start');
}

// "12 of 40 tiles"
export const tiles = ({ done, all }) => text('tiles', { done, n: all });

export const time = moment => new Date(moment).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });

const dayOf = date => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export function day(moment, now = new Date()) {
  const date = new Date(moment);
  const days = Math.round((dayOf(now) - dayOf(date)) / 86_400_000);
  if (days === 0) return text('time.today');
  if (days === 1) return text('time.yesterday');
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long', year });
}
