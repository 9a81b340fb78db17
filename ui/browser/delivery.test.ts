// Ways out of the office: the set that is printed, e-mails, names that a receiving office expects.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { difference, full, small } from './pictures';
import { on, type Look, type Stage } from './stage';

const looks: readonly [string, Look][] = [
  ['', {}],
  ['-toi', { scheme: 'dark' }],
  ['-200', { textSize: 200 }],
];

/** What the sample's folder of exports is called. */
const exported = (stage: Stage): string => {
  const own = join(stage.folder, 'Hồ sơ Thi đua');
  return join(own, readdirSync(own)[0] ?? '');
};

async function toExport(stage: Stage): Promise<void> {
  await stage.openSample();
  await stage.click('tab-export');
  await stage.at('export-format').waitFor();
}

/** Goes there again after the program was started again. */
async function again(stage: Stage): Promise<void> {
  await stage.restart(() => undefined);
  await stage.click('dossier-line');
  await stage.at('unit-name').waitFor();
  await stage.click('tab-export');
  await stage.at('export-format').waitFor();
}

async function picture(stage: Stage, name: string, mark: string): Promise<void> {
  expect.soft(await objections(stage.page), `${name}${mark}`).toEqual([]);
  expect.soft(await clipped(stage.page), `${name}${mark}`).toEqual([]);
  const taken = await stage.page.screenshot({ animations: 'disabled' });
  const path = mark === '' ? full(name) : small(`${name}${mark}`);
  expect.soft(difference(path, taken, mark !== '')).toBe('');
}

/** A scan of noise, which nothing makes smaller. */
function noise(path: string, side: number): void {
  const png = new PNG({ width: side, height: side });
  randomFillSync(png.data);
  writeFileSync(path, PNG.sync.write(png));
}

test('the set is changed by keyboard, remembered, and printed', () =>
  on({}, async (stage) => {
    await toExport(stage);
    await stage.click('export-print');
    const line = (document: string) => stage.page.locator(`[data-testid=print-line][data-document=${document}]`);
    await line('submission').waitFor();
    expect(await line('submission').getByTestId('print-copies').inputValue()).toBe('3');
    await line('submission').getByTestId('print-copies').fill('99');
    await line('submission').getByTestId('print-copies').blur();
    await stage.page.getByText('Ghi số từ 0 đến 50.').waitFor();
    await line('submission').getByTestId('print-copies').fill('4');
    await stage.page.keyboard.press('Enter');
    await stage.at('print-usual').waitFor();
    await line('minutes').getByRole('button').first().focus();
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.press('Enter');
    const order = () =>
      stage.at('print-line').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.document));
    await expect.poll(async () => (await order()).indexOf('minutes')).toBe(1);
    await stage.click('print-run');
    await stage.at('export-done').getByText('số bản đã nằm trong tệp').waitFor();
    expect(existsSync(join(stage.folder, 'tạm', 'in-ho-so.pdf'))).toBe(true);
    expect(await objections(stage.page)).toEqual([]);

    await again(stage);
    await stage.click('export-print');
    await line('submission').waitFor();
    expect(await line('submission').getByTestId('print-copies').inputValue()).toBe('4');
    expect((await order()).indexOf('minutes')).toBe(1);
    await stage.click('print-usual');
    await stage.at('print-usual').waitFor({ state: 'detached' });
    expect(await line('submission').getByTestId('print-copies').inputValue()).toBe('3');
  }));

test('a dossier larger than an e-mail is spread over several, and each can be opened', () =>
  on({}, async (stage) => {
    await toExport(stage);
    await stage.click('tab-evidence');
    const folder = join(stage.folder, 'quét');
    mkdirSync(folder);
    await stage.at('evidence-add').waitFor();
    for (const at of [0, 1]) {
      const scan = join(folder, `bản quét ${at}.png`);
      noise(scan, 800 + at);
      await stage.choose(scan);
      await stage.click('evidence-add');
      await stage.at('scan-sound').waitFor();
      await stage.page.getByText(`bản quét ${at}.png`).first().waitFor();
    }
    await stage.click('tab-export');
    await stage.click('export-mail');
    await stage.at('mail-limit').fill('4');
    await stage.at('mail-limit').blur();
    await stage.click('mail-draft');
    await stage.at('letter').first().waitFor();
    const count = await stage.at('letter').count();
    expect(count).toBeGreaterThan(1);
    expect(await stage.at('letter').last().textContent()).toContain(`(${count}/${count})`);
    await stage.at('letter-open').first().click();
    const drafts = readdirSync(exported(stage)).filter((name) => name.endsWith('.eml'));
    expect(drafts).toHaveLength(count);
    for (const name of drafts) {
      const draft = readFileSync(join(exported(stage), name));
      expect(draft.length).toBeLessThanOrEqual(4 * 1024 * 1024);
      expect(draft.toString('latin1')).toContain('X-Unsent: 1');
    }
    expect(await stage.at('error-panel').count()).toBe(0);
    expect(await objections(stage.page)).toEqual([]);

    // What was typed is there the next time.
    await again(stage);
    await stage.click('export-mail');
    await expect.poll(() => stage.at('mail-limit').inputValue()).toBe('4');
  }));

test('a letter without its files says so and lays them out', () =>
  on({}, async (stage) => {
    await toExport(stage);
    await stage.click('export-mail');
    await stage.at('mail-limit').waitFor();
    await stage.click('mail-link');
    await stage.page.getByText('thư mục chứa tệp cần đính kèm').last().waitFor();
    await stage.at('letter').getByText('ho-so-day-du.pdf').waitFor();
    const files = readdirSync(join(exported(stage), 'thu-dien-tu'));
    expect(files).toContain('ho-so-day-du.pdf');
    expect(files.some((name) => name.endsWith('.txt'))).toBe(true);
  }));

test('how it looks, light, dark and with large letters', async () => {
  for (const [mark, look] of looks) {
    await on(look, async (stage) => {
      await toExport(stage);
      await stage.click('export-print');
      await stage.at('print-line').first().waitFor();
      await picture(stage, '90-bo-in', mark);
      await stage.click('export-mail');
      await stage.at('mail-limit').waitFor();
      await picture(stage, '91-thu-dien-tu', mark);
    });
  }
});
