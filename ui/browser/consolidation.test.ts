// The packages of units: read from a folder, looked at, decided on, taken over in one step, given back.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { putPackage, type Person } from './packages';
import { difference, full, small } from './pictures';
import { on, type Stage } from './stage';

const UNITS = [
  'Sở Tư pháp tỉnh Nam Định',
  'Sở Giao thông vận tải tỉnh Nam Định',
  'Hội Liên hiệp Phụ nữ tỉnh Nam Định',
  'Ủy ban nhân dân huyện Hải Hậu',
  'Ủy ban nhân dân xã Nghĩa Lợi, huyện Nghĩa Hưng',
  'Trung tâm Kiểm soát bệnh tật tỉnh Nam Định',
];

/** A folder as it may have filled in a week: six units, one of which another also proposes. */
function fill(folder: string): string {
  const packages = join(folder, 'Gói nhận được');
  UNITS.forEach((unit, at) => {
    const people: Person[] = ['Nguyễn Hữu', 'Trần Thị Kim', 'Lê Thị'].map((family, one) => ({
      id: `n${one}`,
      name: `${family} ${['Phúc', 'Oanh', 'Xuân', 'Đạt', 'Yến', 'Khôi'][at]}`,
      born: `198${at}-0${one + 1}-1${at}`,
    }));
    if (at === 0) people.push({ id: 'thuy', name: 'Phạm Thị Thuý', born: '1979-09-02' });
    if (at === 2) people.push({ id: 'thuy', name: 'PHẠM THỊ THÚY', born: '1979-09-02' });
    putPackage(packages, `goi-${at + 1}`, unit, people);
  });
  writeFileSync(join(packages, 'hong.hoso'), 'không phải gói');
  writeFileSync(join(packages, 'ghi chú.txt'), 'Sở Tư pháp gửi lại tuần sau');
  return packages;
}

async function open(stage: Stage): Promise<void> {
  await stage.openSample();
  await stage.page.keyboard.press('Alt+7');
  await stage.at('intake-choose').waitFor();
}

async function read(stage: Stage): Promise<void> {
  await stage.choose(fill(stage.folder));
  await stage.click('intake-choose');
  await stage.at('intake-table').waitFor();
}

const rows = (stage: Stage) => stage.at('intake-table').locator('.row');

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

/** Chooses every package that is shown. */
async function chooseAll(stage: Stage): Promise<void> {
  await stage.at('intake-table').focus();
  await stage.page.keyboard.press('Control+a');
  await stage.click('intake-add');
}

test('packages are read, one is looked at, and all is told of the one that cannot be used', () =>
  on({}, async (stage) => {
    await open(stage);
    await read(stage);
    expect(await rows(stage).count()).toBe(7);
    expect(await stage.at('intake-summary').textContent()).toContain('7 gói của 6 đơn vị, 20 đề nghị');
    await rows(stage).filter({ hasText: 'Sở Tư pháp' }).click();
    await stage.at('detail-finding').first().waitFor();
    expect(await stage.at('detail-table').locator('.row').count()).toBe(4);
    await isWell(stage);
    await rows(stage).filter({ hasText: 'hong.hoso' }).click();
    await stage.at('error-panel').waitFor();
    await isWell(stage);
    // The code of a receipt leads to its package.
    const code = await rows(stage).filter({ hasText: 'Hải Hậu' }).locator('.code').textContent();
    await stage.click('code-open');
    await stage.at('code-typed').fill((code ?? '').toLowerCase().replaceAll('-', ' '));
    await stage.click('code-check');
    await stage.at('code-said').getByText('Đúng mã của gói').waitFor();
    await stage.at('intake-detail').getByText('huyện Hải Hậu').first().waitFor();
    await isWell(stage);
  }));

test('whoever is proposed twice is decided on, and all come in with one step', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await open(stage);
    await read(stage);
    await chooseAll(stage);
    expect(await stage.at('merge-chosen').textContent()).toContain('Đã chọn 20 đề nghị trong 6 gói');
    await stage.click('merge-decide');
    const card = stage.at('clash').first();
    await card.waitFor();
    expect(await card.textContent()).toContain('Hai đơn vị cùng đề nghị');
    await isWell(stage);
    await card.getByTestId('clash-keep').first().check();
    await card.getByTestId('clash-name').selectOption({ index: 2 });
    await isWell(stage);
    await stage.click('merge-run');
    await stage.at('merged').waitFor();
    expect(await stage.at('merged').textContent()).toContain('Đã gộp 19 đề nghị');
    expect(await stage.at('merged-left').count()).toBe(1);
    await isWell(stage);
    await stage.click('merged-open');
    await stage.click('tab-nominees');
    await stage.at('nominee-table').getByText('PHẠM THỊ THÚY').click();
    expect(await stage.at('nominee-origin').textContent()).toContain('Gộp từ gói hồ sơ của Sở Tư pháp');
    await page.keyboard.press('Control+z');
    await stage.at('nominee-table').getByText('PHẠM THỊ THÚY').waitFor({ state: 'detached' });
    // The next day only what is open is shown.
    await page.keyboard.press('Alt+7');
    await stage.at('intake-table').waitFor();
    expect(await rows(stage).count()).toBe(1);
  }));

test('a package goes back with reasons, and receipts are printed', () =>
  on({}, async (stage) => {
    await open(stage);
    await read(stage);
    await rows(stage).filter({ hasText: 'Nghĩa Lợi' }).click();
    await stage.click('give-back');
    await stage.at('give-back-by').fill('Sở Dịch vụ công và Dữ liệu');
    await stage.click('give-back-findings');
    await stage.at('give-back-reason').first().waitFor();
    await isWell(stage);
    const file = join(stage.folder, 'tra-lai.hoso');
    await stage.choose(file);
    await stage.click('give-back-run');
    await stage.at('toast').getByText('Đã ghi gói trả lại').waitFor();
    expect(existsSync(file)).toBe(true);
    await stage.at('intake-table').focus();
    await stage.page.keyboard.press('Control+a');
    await stage.click('intake-receipts');
    await stage.at('toast').getByText('giấy biên nhận để in').waitFor();
  }));

for (const [name, look] of [
  ['', {}],
  ['-toi', { scheme: 'dark' }],
  ['-200', { textSize: 200 }],
] as const) {
  test(`the packages, the clashes and the counts as they look${name}`, () =>
    on(look, async (stage) => {
      const shot = async (screen: string) => {
        await stage.page.mouse.move(0, 0);
        expect.soft(await objections(stage.page), screen).toEqual([]);
        expect.soft(await clipped(stage.page), screen).toEqual([]);
        const picture = await stage.page.screenshot({ animations: 'disabled', caret: 'hide' });
        const path = name === '' ? full(screen) : small(`${screen}${name}`);
        expect.soft(difference(path, picture, name !== ''), screen).toBe('');
      };
      await open(stage);
      await shot('90-tong-hop-chua-doc');
      // The folder stands in the picture, and is another each time.
      await read(stage);
      await stage.page.evaluate(() => {
        const summary = document.querySelector('[data-testid=intake-summary]');
        if (summary) summary.textContent = (summary.textContent ?? '').replace(/Thư mục: .*/, 'Thư mục: D:\\Gói nhận được');
      });
      await rows(stage).filter({ hasText: 'Sở Tư pháp' }).click();
      await stage.at('detail-finding').first().waitFor();
      await stage.page.evaluate(() => {
        for (const cell of document.querySelectorAll('dd, [role=gridcell]')) {
          if (/\d\d:\d\d \d\d\/\d\d\/\d{4}/.test(cell.textContent ?? '')) cell.textContent = '08:00 16/02/2023';
        }
      });
      await shot('91-tong-hop-goi');
      await chooseAll(stage);
      await stage.click('tab-clashes');
      await stage.at('clash').first().waitFor();
      await stage.at('clash-keep').first().check();
      await shot('92-tong-hop-de-nghi-trung');
      await stage.click('tab-statistics');
      await stage.at('intake-statistics-table').first().waitFor();
      await shot('93-tong-hop-thong-ke');
    }));
}
