// The proof that all documents agree: a fault is told side by side, made equal in one step, and taken
// back; before sending it is told again; and files altered after the sending are named.
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { on, type Stage } from './stage';

const result = (stage: Stage, text: string) => stage.at('proof-result').filter({ hasText: text });

/** Writes a name with a wrong mark into what the council discussed. */
async function misspell(stage: Stage): Promise<void> {
  await stage.click('tab-council');
  await stage.at('discussion').fill('Bà Nguyễn Thị Ngọc Lân có sáng kiến tốt.');
  await stage.at('discussion').blur();
  await stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();
}

test('a clean dossier agrees; a fault is told side by side, made equal, and taken back', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-check');
    await result(stage, 'Chương trình lập mọi văn bản').waitFor();
    await stage.click('proof-run');
    await result(stage, 'Mọi văn bản khớp nhau').waitFor();

    await misspell(stage);
    await stage.click('tab-check');
    await result(stage, 'Hồ sơ đã thay đổi').waitFor();
    await stage.at('proof-run').focus();
    await page.keyboard.press('Enter');
    const card = page.locator('[data-testid=mismatch][data-kind=name]');
    await card.waitFor();
    expect(await card.locator('mark').allTextContents()).toEqual([
      'Nguyễn Thị Ngọc Lân',
      'Nguyễn Thị Ngọc Lân',
      'Nguyễn Thị Ngọc Lan',
    ]);
    expect(await card.textContent()).toContain('Biên bản họp Hội đồng, trang');
    expect(await objections(page)).toEqual([]);

    await card.getByTestId('mismatch-equal').click();
    await result(stage, 'Mọi văn bản khớp nhau').waitFor();
    await stage.click('tab-council');
    await expect.poll(() => stage.at('discussion').inputValue()).toContain('Bà Nguyễn Thị Ngọc Lan có');
    await page.keyboard.press('Control+z');
    await expect.poll(() => stage.at('discussion').inputValue()).toContain('Ngọc Lân');
  }));

test('where the fault is, on the page and in the field, is one click away', () =>
  on({ scheme: 'dark', textSize: 200 }, async (stage) => {
    await stage.openSample();
    await misspell(stage);
    await stage.click('tab-check');
    await stage.click('proof-run');
    await stage.at('mismatch').waitFor();
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('mismatch-fix');
    await stage.at('discussion').waitFor();
    await stage.click('tab-check');
    await stage.click('mismatch-page');
    await stage.page.locator('#panel-preview').waitFor();
  }));

test('what differs is told before sending, and what was altered after it is named', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await misspell(stage);
    await stage.click('tab-export');
    await stage.click('proof-run-before');
    await stage.at('proof-before-sending').getByText('Còn 1 điểm không khớp').waitFor();

    await stage.click('export-run');
    await stage.page.getByText('Mở thư mục').first().waitFor();
    await stage.at('send-on').fill('17/02/2023');
    await stage.at('send-to').fill('Sở Nội vụ');
    await stage.click('send-run');
    await stage.page.locator('[data-testid=sending][data-state=sent]').waitFor();

    const exported = join(stage.folder, 'Hồ sơ Thi đua');
    const own = join(exported, readdirSync(exported)[0] ?? '');
    const kept = join(stage.folder, 'đã gửi');
    mkdirSync(kept);
    for (const file of readdirSync(own).filter((name) => statSync(join(own, name)).isFile())) {
      copyFileSync(join(own, file), join(kept, file));
    }
    await stage.choose(kept);
    await stage.click('sent-files');
    await stage.at('sent-files-result').getByText('đúng như lúc gửi').waitFor();
    writeFileSync(join(kept, '03-bien-ban-hop-hoi-dong.pdf'), 'khác');
    rmSync(join(kept, '01-to-trinh-va-danh-sach.pdf'));
    await stage.choose(kept);
    await stage.click('sent-files');
    const told = stage.at('sent-files-result');
    await told.getByText('03-bien-ban-hop-hoi-dong.pdf: đã bị sửa sau khi gửi').waitFor();
    await told.getByText('01-to-trinh-va-danh-sach.pdf: không còn trong thư mục').waitFor();
    expect(await objections(stage.page)).toEqual([]);
  }));
