// The ways through the program that a person takes, with the real desk behind the page.
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { drawn } from './screens';
import { on } from './stage';

const SAMPLE = join(import.meta.dirname, '../../assets/samples/ho-so-mau.json');

test('from the first start to exported files by keyboard alone', () =>
  on({}, async (stage) => {
    const { page } = stage;
    const press = async (key: string, times = 1) => {
      for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
    };
    // To the content, past the new dossier, to the sample.
    await press('Tab');
    await press('Enter');
    await press('Tab', 2);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('start-sample');
    await press('Enter');
    await stage.at('unit-name').waitFor();
    // The keyboard stands on the tabs; one step further is the one thing to do next.
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('next-go');
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('next-findings');
    await press('Enter');
    await stage.at('finding').first().waitFor();
    await press('Control+f');
    await page.keyboard.type('pham anh tuan');
    expect(await stage.at('finding').count()).toBeGreaterThan(0);
    await press('Escape');
    await press('Control+p');
    await drawn(stage);
    await press('PageDown');
    await page.waitForFunction(() => document.querySelector('[data-testid=page-image][data-page="2"]'));
    await press('Control+e');
    await stage.at('export-run').waitFor();
    await stage.at('export-run').focus();
    await press('Enter');
    await stage.at('export-done').waitFor();
    const [unit] = readdirSync(join(stage.folder, 'Hồ sơ Thi đua'));
    expect(readdirSync(join(stage.folder, 'Hồ sơ Thi đua', unit ?? '')).length).toBe(14);
  }));

test('a file is opened by dialog and by drop, remembered, and refused in words', () =>
  on({}, async (stage) => {
    const good = join(stage.folder, 'hồ sơ của tôi.json');
    const broken = join(stage.folder, 'hỏng.json');
    copyFileSync(SAMPLE, good);
    writeFileSync(broken, '{"format": ');
    await stage.click('start-open');
    expect(await stage.at('unit-name').count()).toBe(0);

    await stage.choose(good);
    await stage.click('start-open');
    await stage.at('unit-name').waitFor();
    await stage.click('nav-home');
    expect(await stage.at('recent').textContent()).toContain('hồ sơ của tôi.json');

    const drop = (path: string) =>
      stage.page.evaluate(
        (dropped) => window.dispatchEvent(new CustomEvent('tauri://drag-drop', { detail: { paths: [dropped] } })),
        path,
      );
    await drop(broken);
    const panel = stage.at('error-panel');
    await panel.waitFor();
    expect(await panel.textContent()).toContain('cắt cụt');
    expect(await objections(stage.page)).toEqual([]);
    await drop('/etc/passwd');
    await stage.page.locator('[data-code=not_a_dossier_file]').waitFor();
    // What was open before is still open.
    expect(await stage.at('home-current').count()).toBe(1);
    await drop(good);
    await panel.waitFor({ state: 'detached' });

    await stage.page.reload();
    await stage.at('unit-name').waitFor();
    await stage.click('nav-home');
    await stage.click('recent-clear');
    await stage.at('toast').getByText('Hoàn tác').click();
    expect(await stage.at('recent').count()).toBe(1);
  }));

test('a finding leads to the document it is about, and F1 to its provision', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('next-findings');
    expect(await stage.at('step-filter').textContent()).toContain('Danh sách đề nghị');
    const first = stage.at('finding').first();
    const subject = await first.getByRole('heading').textContent();
    await stage.at('finding-place').first().focus();
    await stage.page.keyboard.press('F1');
    expect(await stage.at('help-panel').textContent()).toContain('IV.3.2');
    await stage.page.keyboard.press('Escape');
    await stage.click('finding-place');
    await drawn(stage);
    expect(await stage.at('page-image').getAttribute('aria-label')).toContain(subject ?? '-');
  }));

test('another judging day is taken over and undone', () =>
  on({}, async (stage) => {
    await stage.openSample();
    const field = stage.at('judged-on');
    await field.fill('31/02/2023');
    await field.press('Enter');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('1/3/2023');
    await field.press('Enter');
    await stage.page.locator('[data-testid=days-left][data-state=closed]').waitFor();
    expect(await stage.at('days-left').textContent()).toContain('Đã hết hạn 2 ngày');
    await stage.click('judged-on-reset');
    await stage.page.locator('[data-testid=days-left][data-state=open]').waitFor();
  }));

test('files of the same name are replaced only after a yes, also in a chosen folder', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-export');
    const folder = join(stage.folder, 'USB');
    await stage.choose(folder);
    await stage.click('export-elsewhere');
    await stage.at('export-done').waitFor();
    const file = join(folder, '03-bien-ban-hop-hoi-dong.pdf');
    expect(existsSync(file)).toBe(true);
    await stage.choose(folder);
    await stage.click('export-elsewhere');
    await stage.click('export-replace');
    await stage.at('export-done').waitFor();
    await stage.at('error-panel').waitFor({ state: 'detached' });
  }));

test('theme and text size are kept over a restart', () =>
  on({}, async (stage) => {
    await stage.click('nav-settings');
    await stage.at('theme').getByText('Tối', { exact: true }).click();
    await stage.at('text-size').selectOption('150');
    await stage.page.reload();
    const root = () =>
      stage.page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.documentElement).fontSize]);
    expect(await root()).toEqual(['dark', '22.5px']);
  }));

test('the guide is found without marks and its pages lead to each other', () =>
  on({}, async (stage) => {
    await stage.page.keyboard.press('Alt+5');
    await stage.page.keyboard.press('Control+f');
    await stage.page.keyboard.type('ghi de');
    await stage.click('guide-xuat');
    expect(await stage.at('guide-text').textContent()).toContain('Thay thế');
    await stage.at('help-find').fill('không-có-chữ-xyzq');
    await expect.poll(() => stage.at('guide-xuat').count()).toBe(0);
    await stage.at('help-find').press('Escape');
    await stage.click('guide-bat-dau');
    await stage.at('guide-text').getByRole('button', { name: 'dán cả bảng từ Excel' }).click();
    expect(await stage.at('guide-text').textContent()).toContain('Xem trước rồi ghi');
  }));

test('axe-core does find what is wrong', () =>
  on({}, async (stage) => {
    await stage.page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
    expect((await objections(stage.page)).join()).toContain('button-name');
  }));
