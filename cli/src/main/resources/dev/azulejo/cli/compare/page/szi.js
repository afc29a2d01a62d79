'use strict';
// A stored zip (.szi) read piece by piece, and a source of tiles for OpenSeadragon made of it.
// Format: PKWARE's APPNOTE 6.3.10. `read(offset, length)` gives a promise of an ArrayBuffer.

const END = 0x06054b50, END_BYTES = 22, MOST_COMMENT = 0xffff;
const LOCATOR_64 = 0x07064b50, LOCATOR_BYTES = 20, END_64_BYTES = 56;
const DIRECTORY_ENTRY = 0x02014b50, DIRECTORY_ENTRY_BYTES = 46;
const ENTRY = 0x04034b50, ENTRY_BYTES = 30;
const MOST_DIRECTORY = 1 << 28; // three million tiles; the rest can only be comments
const TOO_MUCH = 0xffffffff, FIELD_64 = 1;

export class StoredZip {
  constructor(read, entries) {
    this.read = read;
    this.entries = entries;
  }

  static async open(read, size) {
    const { start, length, count } = await StoredZip.findDirectory(read, size);
    if (length > MOST_DIRECTORY || count * DIRECTORY_ENTRY_BYTES > length || start + length > size) {
      throw new Error('its directory is damaged, or too long');
    }
    const view = new DataView(await read(start, length));
    const entries = new Map();
    const text = new TextDecoder();
    for (let at = 0, i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Error('its directory is damaged');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
      const name = text.decode(new Uint8Array(view.buffer, at + DIRECTORY_ENTRY_BYTES, nameLength));
      const extra = at + DIRECTORY_ENTRY_BYTES + nameLength;
      entries.set(name, {
        method: view.getUint16(at + 10, true),
        size: view.getUint32(at + 20, true),
        offset: StoredZip.offset(view, view.getUint32(at + 42, true), extra, extra + extraLength),
      });
      at = extra + extraLength + commentLength;
    }
    return new StoredZip(read, entries);
  }

  static offset(view, short, at, end) {
    while (short === TOO_MUCH && at < end) {
      if (view.getUint16(at, true) === FIELD_64) {
        // sizes come before the offset where they are too large as well; those of tiles never are
        return Number(view.getBigUint64(at + view.getUint16(at + 2, true) - 4, true));
      }
      at += 4 + view.getUint16(at + 2, true);
    }
    return short;
  }

  static async findDirectory(read, size) {
    const tailStart = Math.max(0, size - END_BYTES - MOST_COMMENT - LOCATOR_BYTES);
    const tail = new DataView(await read(tailStart, size - tailStart));
    let at = tail.byteLength - END_BYTES;
    // what looks like the end within the comment behind it says another length of that comment
    const isEnd = at => tail.getUint32(at, true) === END
      && tail.getUint16(at + 20, true) === tail.byteLength - at - END_BYTES;
    while (at >= 0 && !isEnd(at)) at--;
    if (at < 0) throw new Error('it is no zip archive, or a part of one');
    const locator = at - LOCATOR_BYTES;
    if (locator >= 0 && tail.getUint32(locator, true) === LOCATOR_64) {
      const end = new DataView(await read(Number(tail.getBigUint64(locator + 8, true)), END_64_BYTES));
      const [count, length, start] = [32, 40, 48].map(offset => Number(end.getBigUint64(offset, true)));
      return { count, length, start };
    }
    return {
      count: tail.getUint16(at + 10, true),
      length: tail.getUint32(at + 12, true),
      start: tail.getUint32(at + 16, true),
    };
  }

  // The bytes of one file in it: by one request, unless its header is longer than it need be.
  async file(name) {
    const entry = this.entries.get(name);
    if (!entry) throw new Error(`it has no ${name}`);
    if (entry.method !== 0) throw new Error(`${name} in it is compressed; an .szi has to be stored`);
    const least = ENTRY_BYTES + new TextEncoder().encode(name).length;
    const bytes = await this.read(entry.offset, least + entry.size);
    const header = new DataView(bytes);
    if (header.getUint32(0, true) !== ENTRY) throw new Error(`${name} in it is damaged`);
    const start = ENTRY_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
    return start === least ? bytes.slice(start) : this.read(entry.offset + start, entry.size);
  }
}

// Reads a file that the user chose.
export const readerOfFile = file => (offset, length) => file.slice(offset, offset + length).arrayBuffer();

// Reads from a server that answers ranges.
export const readerOfUrl = url => async (offset, length) => {
  const answer = await fetch(url, { headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
  if (answer.status !== 206) throw new Error(`the server answers ranges with ${answer.status}, not 206`);
  return answer.arrayBuffer();
};

export async function sziSource(zip) {
  const index = [...zip.entries.keys()].find(name => name.endsWith('.dzi'));
  if (!index) throw new Error('it has no .dzi');
  const text = new TextDecoder().decode(await zip.file(index));
  const image = new DOMParser().parseFromString(text, 'application/xml').documentElement;
  const size = image.getElementsByTagName('Size')[0];
  const format = image.getAttribute('Format');
  const source = new OpenSeadragon.DziTileSource({
    width: Number(size.getAttribute('Width')),
    height: Number(size.getAttribute('Height')),
    tileSize: Number(image.getAttribute('TileSize')),
    tileOverlap: Number(image.getAttribute('Overlap')),
    tilesUrl: index.replace(/\.dzi$/, '_files/'),
    fileFormat: format,
  });
  const type = format === 'jpg' ? 'image/jpeg' : `image/${format}`;
  source.downloadTileStart = job => startTile(zip, type, job);
  source.downloadTileAbort = job => { job.userData.aborted = true; };
  return source;
}

async function startTile(zip, type, job) {
  let address = null;
  try {
    address = URL.createObjectURL(new Blob([await zip.file(job.src)], { type }));
    const image = new Image();
    image.src = address;
    await image.decode();
    if (!job.userData.aborted) job.finish(image);
  } catch (problem) {
    if (!job.userData.aborted) job.finish(null, null, String(problem.message));
  } finally {
    if (address) URL.revokeObjectURL(address);
  }
}
