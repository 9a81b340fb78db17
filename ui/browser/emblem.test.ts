// The picture at the top of certificates: chosen, refused, kept over a restart, dropped and back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { on } from './stage';

test('the unit chooses a picture for its certificates', () =>
  on({}, async (stage) => {
    await stage.click('nav-plans');
    await stage.click('tab-templates');
    await stage.at('emblem').waitFor();

    const wrong = join(stage.folder, 'hinh.png');
    writeFileSync(wrong, 'GIF89a');
    await stage.choose(wrong);
    await stage.click('emblem-add');
    const panel = stage.page.locator('[data-code=emblem_refused]');
    await panel.waitFor();
    expect(await panel.textContent()).toContain('không phải hình PNG');
    expect(await objections(stage.page)).toEqual([]);

    const right = join(stage.folder, 'quoc-huy.png');
    writeFileSync(right, PNG.sync.write(new PNG({ width: 8, height: 8 })));
    await stage.choose(right);
    await stage.click('emblem-add');
    await stage.at('emblem-there').waitFor();
    await panel.waitFor({ state: 'detached' });
    expect(await objections(stage.page)).toEqual([]);

    await stage.page.reload();
    await stage.click('nav-plans');
    await stage.click('tab-templates');
    await stage.at('emblem-there').waitFor();
    await stage.click('emblem-drop');
    await stage.at('emblem-there').waitFor({ state: 'detached' });
    await stage.at('toast').getByRole('button').first().click();
    await stage.at('emblem-there').waitFor();
  }));
