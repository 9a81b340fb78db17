// What a person feels on a dossier of 500 nominees, in the engine that the program has on Windows: frames while
// scrolling, and each key until what it changed is shown. The scripts are those of the window's own benchmark.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { openMany } from './many';
import { on, type Stage } from './stage';

const KEYS = 60;
/** Each key on its own, after what the one before set going is done, in milliseconds. */
const BETWEEN = 150;

/** Runs a script that is written for WebDriver: what it is given, and last whom to answer. */
function run<Answer>(stage: Stage, name: string, ...given: unknown[]): Promise<Answer> {
  const script = readFileSync(join(import.meta.dirname, '../../benches/window', name), 'utf8');
  const list = JSON.stringify(given).slice(1, -1);
  const words = `new Promise((done) => (function () { ${script} })(${list}${list === '' ? '' : ', '}done))`;
  return stage.page.evaluate(words) as Promise<Answer>;
}

function tell(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms (${times.length} times)`);
}

async function keys(stage: Stage, what: string, command: string): Promise<void> {
  const times: number[][] = [];
  for (let at = 0; at < KEYS; at += 1) {
    await run(stage, 'keys.js', command);
    await stage.page.keyboard.press('abcdefghijklmnopqrstuvwxyz'[at % 26] ?? 'a');
    times.push(await stage.page.evaluate<number[]>('window.measured.taken'));
    await stage.page.waitForTimeout(BETWEEN);
  }
  const of = (which: number) => times.map((time) => time[which] ?? 0);
  tell(what, of(0));
  tell('  of it until the program has answered', of(1));
}

test('500 nominees', () =>
  on({}, async (stage) => {
    await openMany(stage, 500);
    await stage.click('tab-nominees');
    await stage.at('nominee-table').waitFor();
    tell('a frame while 500 rows are scrolled', await run<number[]>(stage, 'frames.js'));

    await stage.at('nominee-table').evaluate((table) => (table.scrollTop = 0));
    await stage.at('nominee-table').focus();
    await stage.page.keyboard.press('Home');
    await stage.at('nominee-field-name').focus();
    await keys(stage, "a key in a nominee's name, to the findings", 'type_in');

    await stage.click('tab-reports');
    await stage.at('report-text').first().focus();
    await stage.at('page-image').waitFor();
    await keys(stage, 'a key in a report, to the findings', 'type_in');
    await keys(stage, 'a key in a report, to the page beside it', 'preview');
    console.log(`memory of the program without a window: ${stage.memory()} MB`);
  }),
);
