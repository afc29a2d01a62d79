// A zip made here, of files that are stored as they are. Format: PKWARE's APPNOTE 6.3.10.

const UTF_8 = 0x0800, VERSION = 20;
export const MOST_BYTES = 0xffffffff - (1 << 24); // more would need other fields

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
  return crc;
});

async function checksum(blob) {
  let crc = 0xffffffff;
  const reader = blob.stream().getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return (crc ^ 0xffffffff) >>> 0;
    for (const byte of value) crc = table[(crc ^ byte) & 0xff] ^ crc >>> 8;
  }
}

// Numbers as [bytes, value], little-endian.
function fields(...numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return view.buffer;
}

function dosTime(date) {
  const time = date.getHours() << 11 | date.getMinutes() << 5 | date.getSeconds() >> 1;
  const day = Math.max(0, date.getFullYear() - 1980) << 9 | date.getMonth() + 1 << 5 | date.getDate();
  return [[2, time], [2, day]];
}

// Names that are told apart also where upper and lower case are the same.
export function distinct(names) {
  const taken = new Set();
  return names.map(name => {
    const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(name);
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem} (${number})${ending ?? ''}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

// `files` are { name, blob }.
export async function zip(files, date = new Date()) {
  const parts = [], directory = [];
  let offset = 0, directoryBytes = 0;
  const names = distinct(files.map(file => file.name));
  for (const [number, { blob }] of files.entries()) {
    const name = new TextEncoder().encode(names[number]);
    const facts = [[2, VERSION], [2, UTF_8], [2, 0], ...dosTime(date), [4, await checksum(blob)], [4, blob.size], [4, blob.size],
      [2, name.length], [2, 0]];
    parts.push(fields([4, 0x04034b50], ...facts), name, blob);
    directory.push(fields([4, 0x02014b50], [2, VERSION], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
    offset += 30 + name.length + blob.size;
    directoryBytes += 46 + name.length;
  }
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, directoryBytes], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}
