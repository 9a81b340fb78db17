// The way from an empty PC, and back from what can befall the cabinet.
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on, type Stage } from './stage';

const SIZES = [100, 200];

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

async function setUp(stage: Stage): Promise<void> {
  await stage.at('unit-place').fill('Nam Định');
  await stage.at('unit-place').blur();
  await stage.at('unit-name-field').fill('Sở Tư pháp tỉnh Nam Định');
  await stage.click('unit-save');
  await stage.at('new-dossier').waitFor();
}

for (const textSize of SIZES) {
  test(`a unit is set up once, and its first dossier begun, at ${textSize} %`, () =>
    on({ textSize, scheme: textSize === 200 ? 'dark' : 'light' }, async (stage) => {
      await stage.at('welcome').waitFor();
      await isWell(stage);
      await stage.click('unit-save');
      await stage.at('welcome').getByRole('alert').waitFor();
      await setUp(stage);
      await isWell(stage);
      // The parent body was suggested, and follows the unit into its dossiers.
      await stage.click('new-make');
      await stage.at('unit-name').waitFor();
      expect(await stage.at('unit-name').textContent()).toContain('Sở Tư pháp tỉnh Nam Định');
      await stage.click('nav-home');
      await stage.at('dossier-line').waitFor();
      expect(await stage.at('home-attention').textContent()).toContain('Còn 11 ngày');
      await isWell(stage);
      expect(await stage.at('welcome').count()).toBe(0);
    }));
}

test('the unit can wait, and a closed round is taken with a warning', () =>
  on({}, async (stage) => {
    await stage.click('welcome-later');
    await stage.page.keyboard.press('Control+n');
    await stage.at('new-dossier').waitFor();
    await stage.click('closed-rounds');
    await stage.at('new-round').getByText('Đã hết hạn').first().click();
    await stage.at('new-dossier').getByText('phải có giải trình').first().waitFor();
    await stage.click('new-make');
    await stage.at('unit-name').waitFor();
    await stage.click('nav-home');
    expect(await stage.at('home-attention').textContent()).toContain('Quá hạn');
    await stage.click('home-unit');
    await stage.at('unit-form').waitFor();
  }));

test('a dossier is taken off the list and put back, and another is begun from it', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-home');
    await stage.at('home-chart').waitFor();
    await stage.click('line-discard');
    await stage.at('dossier-line').waitFor({ state: 'detached' });
    await stage.at('toast').getByText('Hoàn tác').click();
    await stage.at('dossier-line').waitFor();

    await stage.click('line-renew');
    await stage.at('renew-one').first().waitFor();
    expect(await stage.at('renew-one').count()).toBe(12);
    expect(await stage.at('renew-people').textContent()).toContain('được khen');
    await stage.at('renew-one').first().check();
    await isWell(stage);
    await stage.at('new-round').getByText('2023', { exact: false }).first().click();
    await stage.click('renew-make');
    await stage.at('unit-name').waitFor();
    await stage.click('nav-home');
    await stage.at('dossier-line').nth(1).waitFor();
    const lines = await stage.at('home-dossiers').textContent();
    expect(lines?.indexOf('Năm 2023')).toBeLessThan(lines?.indexOf('Năm 2022') ?? -1);
  }));

test('a name is found from anywhere, typed without marks, and opened where it stands', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-deadlines');
    await stage.page.keyboard.press('Control+k');
    await stage.at('search-all').waitFor();
    await stage.page.keyboard.type('pham anh tuan');
    await stage.at('found').first().waitFor();
    await isWell(stage);
    await stage.page.keyboard.press('Enter');
    await stage.page.locator('#tab-nominees[aria-selected=true]').waitFor();
    await stage.page.keyboard.press('Control+k');
    await stage.page.keyboard.press('Escape');
    await stage.at('search-all').waitFor({ state: 'detached' });
  }));

test('a backup is made, verified and gone back to, with an undo', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-settings');
    await stage.click('back-up-own');
    await stage.at('backup').first().waitFor();
    await stage.click('verify-backup');
    await stage.at('backup').getByText('Tốt').waitFor();
    await stage.choose(join(stage.folder, 'USB'));
    await stage.click('choose-backups');
    await stage.click('back-up-chosen');
    await stage.at('backups-chosen').getByTestId('backup').first().waitFor();
    await isWell(stage);

    await stage.click('nav-home');
    await stage.click('line-discard');
    await stage.at('dossier-line').waitFor({ state: 'detached' });
    await stage.click('nav-settings');
    await stage.at('backups-chosen').getByTestId('restore-backup').click();
    await stage.at('undo-restore').waitFor();
    await stage.click('nav-home');
    await stage.at('dossier-line').waitFor();
    await stage.click('nav-settings');
    await stage.at('backups-own').getByText('trước khi khôi phục').first().waitFor();

    await stage.choose(stage.folder);
    await stage.click('package');
    await stage.at('packaged').waitFor();
    const packed = readdirSync(stage.folder).find((name) => name.endsWith('.hoso'));
    await stage.choose(join(stage.folder, packed ?? ''));
    await stage.click('take-package');
    await stage.at('undo-restore').waitFor();
    await stage.click('undo-restore');
    await stage.at('undo-restore').waitFor({ state: 'detached' });

    await stage.click('examine');
    await stage.at('evidence-checked').waitFor();
    expect(await stage.at('examined').textContent()).toContain('nguyên vẹn');
    expect(await stage.at('settings-about').textContent()).toContain('Phiên bản 0.');
  }));

test('settings are kept in the cabinet, and outlive the storage of the page', () =>
  on({}, async (stage) => {
    await stage.click('nav-settings');
    await stage.at('theme').getByText('Tối', { exact: true }).click();
    await stage.at('text-size').selectOption('150');
    await stage.page.waitForTimeout(200);
    await stage.page.evaluate(() => localStorage.setItem('hoso', '{"textSize":100}'));
    await stage.page.reload();
    await stage.page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await stage.page.evaluate(() => localStorage.getItem('hoso'))).toContain('"textSize":150');
  }));

test('hundreds of dossiers are listed by the page, and filtered without marks', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.page.evaluate(async () => {
      for (let at = 0; at < 200; at += 1) {
        const input = { plan: 'nam-dinh-cchc-2021-2025', round: 'annual', year: 2021 + (at % 5), unit: '' };
        const answer = await fetch('/ipc/begin', { method: 'POST', body: JSON.stringify({ input }) });
        if (!answer.ok) throw new Error(await answer.text());
      }
    });
    const began = Date.now();
    await stage.click('nav-home');
    await stage.at('dossier-line').nth(39).waitFor();
    console.log(`201 dossiers listed after ${Date.now() - began} ms`);
    expect(await stage.at('dossier-line').count()).toBe(40);
    await stage.click('more-dossiers');
    expect(await stage.at('dossier-line').count()).toBe(80);
    await stage.at('dossier-filter').fill('so dich vu cong');
    await stage.at('dossier-line').nth(1).waitFor({ state: 'detached' });
    expect(await stage.at('dossier-line').count()).toBe(1);
  }));

test('a cabinet that is gone says so, and comes back from its backup', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-settings');
    await stage.click('back-up-own');
    await stage.at('backup').first().waitFor();
    const cabinet = join(stage.folder, 'Tủ hồ sơ');
    await stage.restart(() => {
      for (const name of readdirSync(cabinet)) {
        if (name.startsWith('cabinet.db')) rmSync(join(cabinet, name));
      }
    });
    await stage.page.locator('[data-code=cabinet_lost]').waitFor();
    await isWell(stage);
    await stage.click('problem-restore');
    await stage.at('dossier-line').waitFor();
    expect(await stage.at('cabinet-problem').count()).toBe(0);
  }));

test('a file that is no cabinet is salvaged from its backup, and set aside', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-settings');
    await stage.click('back-up-own');
    await stage.at('backup').first().waitFor();
    const cabinet = join(stage.folder, 'Tủ hồ sơ');
    await stage.restart(() => {
      renameSync(join(cabinet, 'cabinet.db'), join(cabinet, 'cabinet.db.cũ'));
      for (const name of ['cabinet.db-wal', 'cabinet.db-shm']) rmSync(join(cabinet, name), { force: true });
      writeFileSync(join(cabinet, 'cabinet.db'), 'hỏng '.repeat(1000));
    });
    await stage.page.locator('[data-code=foreign_cabinet]').waitFor();
    await stage.click('problem-salvage');
    await stage.at('salvaged').waitFor();
    await stage.at('dossier-line').waitFor();
    await isWell(stage);
  }));
