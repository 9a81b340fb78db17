// The receiver's rehearsal: what the program answers, a tick that lapses, the unit's own line.
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { on, type Stage } from './stage';

const line = (stage: Stage, id: string) => stage.page.locator(`[data-line="${id}"]`);

test('a person confirms a line, and the tick is gone when what it covers changes', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-rehearsal');
    await line(stage, 'submission').filter({ hasText: 'Đạt' }).waitFor();
    await line(stage, 'head').filter({ hasText: 'Chờ xác nhận' }).waitFor();
    expect(await objections(page)).toEqual([]);

    await line(stage, 'head').getByTestId('line-confirm').focus();
    await page.keyboard.press('Enter');
    await line(stage, 'head').getByTestId('line-by').fill('Trần Thị Mai');
    await line(stage, 'head').getByTestId('line-save').click();
    await line(stage, 'head').filter({ hasText: 'Đã xác nhận' }).waitFor();
    await line(stage, 'head').getByTestId('line-remark').filter({ hasText: 'Trần Thị Mai' }).waitFor();
    expect(await objections(page)).toEqual([]);

    await line(stage, 'letter_number').getByTestId('line-fix').first().click();
    await page.locator('#panel-general:not([hidden])').waitFor();
    // Number and date come after signing; the place is part of what was confirmed.
    await stage.at('letter-number').fill('12');
    await stage.at('letter-number').press('Tab');
    await stage.at('letter-printed').getByText('12/TTr-SDVCDL').waitFor();
    await stage.click('tab-rehearsal');
    await line(stage, 'head').filter({ hasText: 'Đã xác nhận' }).waitFor();

    await stage.click('tab-general');
    const place = page.locator('#panel-general').getByLabel('Địa danh', { exact: true });
    await place.fill('Ý Yên');
    await place.press('Tab');
    await stage.click('tab-rehearsal');
    await line(stage, 'head').filter({ hasText: 'Đã đổi sau khi xác nhận' }).waitFor();
  }));

test('a line of the unit is added, and a shipped one switched off and on', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-rehearsal');
    await stage.click('rehearsal-add');
    await stage.at('own-line-title').fill('Kẹp bìa xanh');
    await stage.click('own-line-save');
    await line(stage, 'own-1').filter({ hasText: 'Mục của đơn vị' }).waitFor();
    await line(stage, 'copies').getByTestId('line-off').click();
    await stage.at('line-on').waitFor();
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('line-on');
    await line(stage, 'copies').waitFor();
  }));
