// node scripts/recordings.js <folder>: speaks the demo's conversations and writes their MP3, peaks and transcript.
// Needs flite 2.2 and lame 3.100 (Debian 12: apt-get install flite lame). docs/demo-recording.md tells more.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who says what, and for how many seconds nobody speaks before it where that is more than usual. */
/** @type {Record<string, [party: 'agent' | 'customer', text: string, pause?: number][]>} */
const conversations = {
  order: [
    ['agent', 'Harbour Telecom, sales. Good afternoon.'],
    ['customer', 'Hi. We open a second office in May, and need six more lines there.'],
    ['agent', 'Gladly. Do you want to keep the numbers that you have now?'],
    ['customer', 'Yes, all of them, please.'],
    ['agent', 'Then I will send you an offer today.'],
    ['customer', 'Thanks a lot. Bye.'],
  ],
  outage: [
    ['agent', 'Harbour Telecom, support. What can I do for you?'],
    ['customer', 'Our phones have been dead since this morning.'],
    ['agent', 'I am sorry to hear that. Is the light on the box green or red?'],
    ['customer', 'Let me look.'],
    ['customer', 'It is red.', 3],
    ['agent', 'Please pull the plug, count to ten, and put it back in.'],
    ['customer', 'All right. It blinks, and now it is green.', 6],
    ['agent', 'Then you should hear a dial tone again.'],
    ['customer', 'I do. You saved my day.'],
  ],
  callBack: [
    ['customer', 'Hello?'],
    ['agent', 'Hello, this is Harbour Telecom. You asked us to call you back.'],
    ['customer', 'Right. Can we move our appointment to Thursday at nine?'],
    ['agent', 'Thursday at nine it is.'],
  ],
  wrongNumber: [
    ['agent', 'Thank you for calling Harbour Telecom.'],
    ['customer', 'Oh, sorry. I wanted the harbour master. Wrong number.'],
    ['agent', 'No problem. Good bye.'],
  ],
};

const voices = { agent: ['slt', '1'], customer: ['rms', '0.95'] };
const rate = 16_000;
const peaksPerSecond = 20;
/** Of the loudest possible sample: what is quieter counts as silence, and how loud every sentence is made. */
const quiet = 0.004;
const loud = 0.63;
const seconds = (/** @type {number} */ samples) => Math.round((samples / rate) * 100) / 100;

/** @param {string} folder @param {'agent' | 'customer'} party @param {string} text */
const speak = (folder, party, text) => {
  const [voice = '', stretch = ''] = voices[party];
  const file = join(folder, 'sentence.wav');
  execFileSync('flite', ['-voice', voice, '--setf', `duration_stretch=${stretch}`, '-t', text, '-o', file]);
  const bytes = readFileSync(file);
  const header = bytes.indexOf('data') + 8;
  const spoken = Float32Array.from(
    { length: (bytes.length - header) / 2 },
    (_, i) => bytes.readInt16LE(header + i * 2) / 32_768,
  );
  const isHeard = (/** @type {number} */ sample) => Math.abs(sample) > quiet;
  const words = spoken.slice(spoken.findIndex(isHeard), spoken.findLastIndex(isHeard) + 1);
  const most = words.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
  return words.map((sample) => (sample / most) * loud);
};

/** @param {Float32Array} samples */
const peaksOf = (samples) =>
  Array.from({ length: Math.ceil(samples.length / (rate / peaksPerSecond)) }, (_, i) => {
    const part = samples.subarray((i * rate) / peaksPerSecond, ((i + 1) * rate) / peaksPerSecond);
    return Math.round(part.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0) * 100) / 100;
  });

const out = process.argv[2];
if (out === undefined) throw new Error('Say where the files go: node scripts/recordings.js src/msw/demo');
const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
for (const [name, lines] of Object.entries(conversations)) {
  let at = 0;
  const sentences = lines.map(([party, text, pause = 0.4]) => {
    const words = speak(folder, party, text);
    const start = at + Math.round(pause * rate);
    at = start + words.length;
    return { party, text, words, start };
  });
  // A whole number of seconds, as the list of calls shows it.
  const length = Math.ceil((at + 0.4 * rate) / rate) * rate;
  const channels = /** @type {const} */ (['agent', 'customer']).map((party) => {
    const samples = new Float32Array(length);
    for (const sentence of sentences) if (sentence.party === party) samples.set(sentence.words, sentence.start);
    return samples;
  });
  const pcm = Buffer.alloc(length * 4);
  for (const [channel, samples] of channels.entries())
    samples.forEach((sample, i) => pcm.writeInt16LE(Math.round(sample * 32_767), (i * 2 + channel) * 2));
  const raw = join(folder, 'call.pcm');
  writeFileSync(raw, pcm);
  const format = ['-r', '-s', '16', '--bitwidth', '16', '--signed', '--little-endian'];
  execFileSync('lame', ['--quiet', ...format, '-m', 's', '--cbr', '-b', '24', raw, join(out, `${name}.mp3`)]);
  writeFileSync(join(out, `${name}.peaks.json`), JSON.stringify(channels.map(peaksOf)));
  const transcript = sentences.map(({ party, text, words, start }) =>
    JSON.stringify({ start: seconds(start), end: seconds(start + words.length), party, text }),
  );
  writeFileSync(join(out, `${name}.transcript.json`), `[\n  ${transcript.join(',\n  ')}\n]\n`);
  console.log(`${name}: ${length / rate} s`);
}
rmSync(folder, { recursive: true });
