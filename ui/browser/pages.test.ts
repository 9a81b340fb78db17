// The printed pages in the window, and the ways out of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { openMany } from './many';
import { drawn } from './screens';
import { on } from './stage';

test('words are found on the pages without their diacritics, and pointed out where they stand', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.page.keyboard.press('Control+p');
    await drawn(stage);
    await stage.page.keyboard.press('Control+f');
    await stage.at('find-on-pages').fill('noi nhan');
    await stage.at('page-mark').first().waitFor();
    expect(await stage.at('find-count').textContent()).toMatch(/^\s*1\/\d+ chỗ/);
    const mark = await stage.at('page-mark').first().boundingBox();
    const page = await stage.at('page-image').boundingBox();
    if (!mark || !page) throw new Error('nothing is pointed out');
    expect(mark.x).toBeGreaterThan(page.x);
    expect(mark.x + mark.width).toBeLessThan(page.x + page.width);
    expect(mark.y).toBeGreaterThan(page.y);
    expect(mark.y + mark.height).toBeLessThan(page.y + page.height);

    // With diacritics only what has them.
    await stage.at('find-on-pages').fill('nói nhận');
    await stage.page.getByText('Không tìm thấy.').waitFor();
    // In every document: the search leaves the letter for the minutes.
    await stage.at('find-on-pages').fill('được thông qua tại cuộc họp');
    await stage.page.getByText('Không tìm thấy.').waitFor();
    await stage.at('find-everywhere').check();
    await stage.at('page-mark').first().waitFor();
    const shown = stage.page.locator('[data-testid=document][aria-current=true]');
    expect(await shown.getAttribute('data-document')).toBe('minutes');
    expect(await objections(stage.page)).toEqual([]);
  }));

test('small pages lead to their page', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-preview');
    await drawn(stage);
    const thumbs = stage.at('page-thumb');
    await thumbs.nth(1).click();
    await stage.page.waitForFunction(() => document.querySelector('[data-testid=page-image][data-page="2"]'));
    expect(await thumbs.nth(1).getAttribute('aria-current')).toBe('page');
    await thumbs.nth(1).locator('img').waitFor();
  }));

test('Word files, the whole dossier in one PDF, and everything in one package', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-export');
    await stage.at('export-format').getByLabel('Cả hai').check();
    await stage.at('export-whole').check();
    const folder = join(stage.folder, 'USB');
    await stage.choose(folder);
    await stage.click('export-elsewhere');
    await stage.at('export-done').waitFor();
    const files = readdirSync(folder);
    expect(files).toHaveLength(29);
    expect(files).toContain('ho-so-day-du.pdf');
    expect(readFileSync(join(folder, '03-bien-ban-hop-hoi-dong.docx')).subarray(0, 2).toString()).toBe('PK');

    await stage.at('export-packed').check();
    const other = join(stage.folder, 'gửi đi');
    await stage.choose(other);
    await stage.click('export-elsewhere');
    await stage.page.getByText('Đã xuất 1 tệp').waitFor();
    expect(readdirSync(other)).toHaveLength(1);
    expect(await objections(stage.page)).toEqual([]);
  }));

test('certificates are moved on printed stock only when they are chosen', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-export');
    await stage.at('export-format').waitFor();
    await stage.page.locator('#panel-export summary').first().click();
    expect(await stage.at('export-preprinted').count()).toBe(0);
    await stage.page.locator('[data-testid=export-document][data-document=certificate]').check();
    await stage.at('export-preprinted').check();
    await stage.page.getByLabel('Sang phải (số âm: sang trái)').fill('-900');
    await stage.page.getByLabel('Xuống dưới (số âm: lên trên)').focus();
    expect(await stage.page.getByLabel('Sang phải (số âm: sang trái)').getAttribute('aria-invalid')).toBe('true');
  }));

test('a print and a draft of an e-mail are made from what is chosen', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-export');
    await stage.at('export-format').waitFor();
    await stage.click('export-print');
    await stage.click('print-chosen');
    await stage.at('export-done').waitFor();
    expect(existsSync(join(stage.folder, 'tạm', 'in-ho-so.pdf'))).toBe(true);
    await stage.click('export-mail');
    await stage.click('mail-draft');
    await stage.page.getByText('Thư chưa được gửi').waitFor();
    const [unit] = readdirSync(join(stage.folder, 'Hồ sơ Thi đua'));
    const folder = join(stage.folder, 'Hồ sơ Thi đua', unit ?? '');
    const draft = readdirSync(folder).find((name) => name.endsWith('.eml'));
    expect(readFileSync(join(folder, draft ?? ''), 'utf8')).toContain('X-Unsent: 1');
  }));

test('an export of five hundred is given up and leaves nothing behind', () =>
  on({}, async (stage) => {
    await openMany(stage, 500);
    await stage.click('tab-export');
    await stage.at('export-format').waitFor();
    const folder = join(stage.folder, 'USB');
    await stage.choose(folder);
    await stage.click('export-elsewhere');
    const bar = stage.page.locator('[data-testid=progress] [role=progressbar]');
    await bar.waitFor();
    await stage.page.locator('[data-testid=progress] button').click();
    await bar.waitFor({ state: 'detached' });
    expect(await stage.at('export-done').count()).toBe(0);
    expect(await stage.at('error-panel').count()).toBe(0);
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  }));
