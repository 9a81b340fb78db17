// Tables taken to a spreadsheet, and templates for its import.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on, type Stage } from './stage';

/** All text that a workbook holds. */
const words = (file: string): string => execFileSync('unzip', ['-p', file, 'xl/sharedStrings.xml'], { encoding: 'utf8' });

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

/** Chooses an entry of the menu that is shown, and waits for what is said of the file. */
async function save(stage: Stage, entry: string, name: string): Promise<string> {
  const file = join(stage.folder, name);
  await stage.choose(file);
  await stage.page.locator('[data-testid=table-menu]:visible').first().click();
  await stage.click(`menu-${entry}`);
  await stage.at('toast').getByText(name).waitFor();
  return words(file);
}

for (const textSize of [100, 200]) {
  test(`each part of a dossier goes to a spreadsheet from where it stands, at ${textSize} %`, () =>
    on({ textSize, scheme: textSize === 200 ? 'dark' : 'light' }, async (stage) => {
      await stage.openSample();
      await stage.click('tab-nominees');
      await stage.page.locator('[data-testid=table-menu]:visible').first().click();
      await stage.at('menu-table-nominees').waitFor();
      await isWell(stage);
      await stage.page.keyboard.press('Escape');
      expect(await save(stage, 'table-nominees', 'danh sách.xlsx')).toContain('Tóm tắt thành tích');
      expect(await save(stage, 'table-nominees_in_full', 'đầy đủ.xlsx')).toContain('Nơi thường trú');
      expect(await save(stage, 'template-nominees', 'mẫu.xlsx')).toContain('Họ và tên / Tên tập thể');
      expect(await save(stage, 'template-awards', 'mẫu khen.xlsx')).toContain('Số quyết định');
      await stage.click('tab-indicators');
      expect(await save(stage, 'table-indicators', 'chỉ tiêu.xlsx')).toContain('Kế hoạch giao');
      await stage.click('tab-council');
      expect(await save(stage, 'table-council', 'hội đồng.xlsx')).toContain('Kết quả bình xét'.toUpperCase());
      await isWell(stage);
      await stage.click('tab-check');
      expect(await save(stage, 'table-findings', 'kiểm tra.xlsx')).toContain('Sửa ở đâu');
      await isWell(stage);
      // A dialog that is left writes nothing and says nothing.
      await stage.page.locator('[data-testid=table-menu]:visible').first().click();
      await stage.click('menu-table-findings');
      await stage.page.waitForTimeout(300);
      expect(await stage.at('toast').getByText('kiểm tra.xlsx').count()).toBe(1);
    }));
}

test('dossiers of all years and their statistics go to a spreadsheet', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-home');
    const list = join(stage.folder, 'hồ sơ.xlsx');
    await stage.choose(list);
    await stage.click('dossiers-excel');
    await stage.at('toast').getByText('Đã ghi 1 dòng').waitFor();
    expect(words(list)).toContain('Đơn vị trình');
    await isWell(stage);
    await stage.click('home-statistics');
    const years = join(stage.folder, 'thống kê.xlsx');
    await stage.choose(years);
    await stage.click('statistics-excel');
    await stage.at('toast').getByText('thống kê.xlsx').waitFor();
    expect(words(years)).toContain('Cá nhân theo giới tính'.toUpperCase());
    await isWell(stage);
  }));

test('an export takes lists and tables along where that is asked for', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-export');
    await stage.at('export-tables').check();
    const folder = join(stage.folder, 'ra');
    await stage.choose(folder);
    await stage.click('export-elsewhere');
    await stage.at('export-done').waitFor();
    expect(existsSync(join(folder, '12-danh-sach-va-bang-bieu.xlsx'))).toBe(true);
    await isWell(stage);
  }));
