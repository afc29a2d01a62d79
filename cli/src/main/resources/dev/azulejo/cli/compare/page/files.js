'use strict';
// A page from a disk may read no other file unless the user gives it: asks for the .szi that it needs.
import { readerOfFile } from './szi.js';

export class ChosenFiles {
  constructor(pictures, open, failed) {
    Object.assign(this, { pictures, open, failed, wanted: new Set() });
    this.form = document.getElementById('files');
    document.getElementById('picker').addEventListener('change', event => this.take(event.target.files));
    document.addEventListener('dragover', event => event.preventDefault());
    document.addEventListener('drop', event => {
      event.preventDefault();
      this.take(event.dataTransfer.files);
    });
  }

  want(number) {
    this.wanted.add(number);
    this.ask();
  }

  ask() {
    const names = [...this.wanted].map(wish => this.pictures[wish].name).join(' and ');
    document.getElementById('wish').textContent =
      `Choose ${names}, or drop it here: a page from a disk cannot open it by itself.`;
    this.form.hidden = this.wanted.size === 0;
  }

  async take(files) {
    this.failed('');
    for (const file of files) {
      const number = [...this.wanted].find(wish => this.pictures[wish].name === file.name);
      if (number === undefined) {
        this.failed(`${file.name} is not asked for`);
        continue;
      }
      try {
        await this.open(number, readerOfFile(file), file.size);
        this.wanted.delete(number);
      } catch (problem) {
        this.failed(`${file.name} cannot be shown: ${problem.message}`);
      }
    }
    this.ask();
  }
}
