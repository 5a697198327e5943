// A collector of its own with reports that devices could have sent: a shop with a planted
// effect, whose figures are therefore known.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { DANGOL_BIN } = process.env;
if (!DANGOL_BIN) throw new Error('run this by `cargo xtask test browser`: it builds the command');

const CONFIG = {
  version: 1,
  report: { url: '/v1/report', site: 'plum', interests: ['Tea & coffee', 'Garden', 'Lighting', 'Gift wrap'] },
  holdout: 200,
  experiments: [{ id: 'no-trending', share: 500, withhold: ['trending'] }],
};

const HOUR = 3_600_000;
/** How many days back devices tell of. */
const DAYS = 12;

/** The slot of offers. */
const OFFER = 11;
/** The codes of `crates/wire/src/measure.rs`. */
export const CODE = { visitors: 1, orders: 2, orderValue: 3, seen: 4, clicked: 5, bought: 7, greeted: 9, followed: 10, satisfaction: 12, shownMs: 13, version: 15, interest: 16, lifecycle: 17, redeemed: 18, chance: 19, freshness: 20, lessOffer: 21 };

/** Random numbers that are the same each time. */
export function randomness(seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An entry: its key's eight bytes, by which entries are sorted, and its count. */
export const entry = (measure, { slot = 0, arm = 0, subject = 0, cell = 0, count = 1 } = {}) => ({
  key: [measure, slot, arm, subject >>> 24, (subject >>> 16) & 255, (subject >>> 8) & 255, subject & 255, cell],
  count,
});

/** A report's 1,024 bytes, as `crates/wire/src/report.rs` reads them. */
export function bytes({ id, day, hour, histogram, entries, site = 'plum' }) {
  const report = Buffer.alloc(1024);
  report.write('DGLR', 0);
  report[4] = 1;
  report.write(site, 5);
  report.writeUInt16BE(day, 21);
  report.writeUInt32BE(hour, 23);
  report.writeUInt32BE(id, 39);
  if (histogram) {
    report[43] = histogram.measure;
    report.writeUInt16BE(2000, 44);
    report.writeUInt16BE(histogram.cells, 46);
    for (const cell of histogram.set) report[48 + (cell >> 3)] |= 0x80 >> (cell & 7);
  }
  entries.sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
  report[80] = entries.length;
  entries.forEach(({ key, count }, place) => report.set([...key, count], 81 + 9 * place));
  return report;
}

/** One device's day. Of those without anything personal 8 in 100 buy, of the others 16. */
function device(id, random) {
  const chance = (share) => random() < share;
  const today = Math.floor(Date.now() / 24 / HOUR);
  const arm = Number(chance(0.2));
  const entries = [entry(CODE.visitors, { arm }), entry(CODE.version, { subject: 1 << 16 })];
  if (chance(arm ? 0.08 : 0.16)) {
    entries.push(entry(CODE.orders, { arm }), entry(CODE.orderValue, { arm, cell: 36 + Math.floor(random() * 8) }));
  }
  if (!arm) {
    for (const [slot, opened, bought] of [[1, 0.2, 0.06], [2, 0.15, 0.03], [3, 0.1, 0.05], [5, 0.08, 0.01]]) {
      if (!chance(0.7)) continue;
      entries.push(entry(CODE.seen, { slot, count: 1 + Math.floor(random() * 5) }));
      if (chance(opened)) entries.push(entry(CODE.clicked, { slot }));
      if (chance(bought)) entries.push(entry(CODE.bought, { slot }));
    }
    for (const [subject, followed] of [[11, 0.25], [12, 0.1]]) {
      if (!chance(0.5)) continue;
      entries.push(entry(CODE.greeted, { subject }));
      if (chance(followed)) entries.push(entry(CODE.followed, { subject }));
    }
    // One campaign is shown to few, who like it: always to half of them, seldom to the others.
    for (const [subject, often, seldom] of [[21, 0.3, 0.3], [22, 0.5, 0.1]]) {
      const cell = chance(0.8) ? 6 : 1;
      if (!chance(cell === 6 ? 0.87 : 0.05)) continue;
      entries.push(entry(CODE.seen, { slot: OFFER, subject }), entry(CODE.chance, { subject, cell }));
      // Of the other one, less is wanted by one of ten.
      if (subject === 21 && id % 10 === 0) entries.push(entry(CODE.lessOffer, { slot: OFFER, subject }));
      if (!chance(cell === 6 ? often : seldom)) continue;
      entries.push(entry(CODE.clicked, { slot: OFFER, subject }), entry(CODE.chance, { subject, cell: 8 + cell }));
      if (chance(0.5)) entries.push(entry(CODE.redeemed, { slot: OFFER, subject }));
    }
  }
  // Two thirds of them are satisfied: three, four and five stars are as likely.
  if (chance(0.05)) entries.push(entry(CODE.satisfaction, { cell: 2 + Math.floor(random() * 3) }));
  entries.push(entry(CODE.shownMs, { cell: 24 + Math.floor(random() * 10) }));
  // One of three questions. k-ary randomised response, k = 4 to 6: kept with e² / (e² + k - 1).
  const [measure, cells, truths] = [
    [CODE.interest, 5, [0, 1, 1, 1, 2, 2, 3, 4]],
    [CODE.lifecycle, 6, [0, 0, 1, 2, 3, 5]],
    // Of ten devices six told nothing, one told what is all stale by now.
    [CODE.freshness, 4, [0, 0, 0, 0, 0, 0, 1, 1, 2, 3]],
  ][Math.floor(random() * 3)];
  const truth = truths[Math.floor(random() * truths.length)];
  const kept = chance(Math.E ** 2 / (Math.E ** 2 + cells - 1));
  const told = kept ? truth : (truth + 1 + Math.floor(random() * (cells - 1))) % cells;
  const day = today - 1 - Math.floor(random() * DAYS);
  return bytes({ id, day, hour: today * 24, histogram: { measure, cells, set: [told] }, entries });
}

/** A running collector. With a `site` it serves that, and takes the reports of `config`. */
export class Collector {
  static async start({ site, config = CONFIG } = {}) {
    const collector = new Collector();
    collector.folder = mkdtempSync(join(tmpdir(), 'dangol-dashboard-'));
    mkdirSync(join(collector.folder, 'site/dangol'), { recursive: true });
    const file = join(collector.folder, 'site/dangol/config.json');
    writeFileSync(file, JSON.stringify(config));
    const data = ['--data', join(collector.folder, 'data')];
    const made = spawnSync(DANGOL_BIN, ['token', ...data], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    collector.token = made.stdout.trim();
    collector.child = spawn(
      DANGOL_BIN,
      ['serve', '--site', site ?? join(collector.folder, 'site'), '--config', file, ...data, '--listen', '127.0.0.1:0', '--per-minute', '1000000'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(createInterface({ input: collector.child.stdout }), 'line');
    collector.base = /http:\/\/\S+/.exec(line)[0];
    collector.sent = 0;
    collector.random = randomness();
    return collector;
  }

  /** So many more devices report. */
  async report(devices) {
    const end = this.sent + devices;
    const send = async () => {
      while (this.sent < end) {
        const body = device((this.sent += 1), this.random);
        const { status } = await fetch(`${this.base}/v1/report`, { method: 'POST', body });
        if (status !== 200) throw new Error(`a report was answered with ${status}`);
      }
    };
    await Promise.all(Array.from({ length: 32 }, send));
  }

  stop() {
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
