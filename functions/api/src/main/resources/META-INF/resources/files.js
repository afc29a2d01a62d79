// Photographs come by a drop on the page, by the file picker, or by paste.
import { element } from './dom.js';

export function takeFiles(take) {
  const picker = element('picker');
  picker.addEventListener('change', () => {
    take([...picker.files]);
    picker.value = ''; // the same file may be chosen again
  });
  for (const id of ['add', 'choose']) element(id).addEventListener('click', () => picker.click());

  document.addEventListener('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });

  const over = element('over');
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  let depth = 0; // a drag enters each element on its way
  const show = () => { over.hidden = depth === 0; };
  document.addEventListener('dragenter', event => {
    if (!hasFiles(event)) return;
    depth++;
    show();
  });
  document.addEventListener('dragleave', event => {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    show();
  });
  document.addEventListener('dragover', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  document.addEventListener('drop', async event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show();
    take(await filesOf(event.dataTransfer));
  });
}

// Folders are looked into; what a system hides in them is left.
async function filesOf({ items, files }) {
  const entries = [...items].map(item => item.webkitGetAsEntry?.()).filter(Boolean); // before the first wait
  if (entries.every(entry => entry.isFile)) return [...files];
  const found = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry, found) {
  if (entry.name.startsWith('.')) return;
  if (entry.isFile) {
    found.push(await new Promise((done, failed) => entry.file(done, failed)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return;
    for (const inner of some) await collect(inner, found);
  }
}
