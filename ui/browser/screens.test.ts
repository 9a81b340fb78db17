import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { difference, full, small } from './pictures';
import { screens } from './screens';
import { on, type Look } from './stage';

/** Walks through all screens and looks at each: axe-core, nothing cut off, as it was. */
async function look(how: Look, path: (name: string) => string, quarter: boolean) {
  await on(how, async (stage) => {
    for (const screen of screens) {
      await screen.go(stage);
      // The pointer must not leave its mark on the picture.
      await stage.page.mouse.move(0, 0);
      const picture = await stage.page.screenshot({ animations: 'disabled', caret: 'hide' });
      expect.soft(await objections(stage.page), `${screen.name}: accessible`).toEqual([]);
      expect.soft(await clipped(stage.page), `${screen.name}: nothing cut off`).toEqual([]);
      expect.soft(difference(path(screen.name), picture, quarter), screen.name).toBe('');
    }
  });
}

/** All screens in a row take a slow machine some minutes. */
const PATIENCE = 240_000;

test('every screen in the light', () => look({ scheme: 'light' }, full, false), PATIENCE);
test('every screen in the dark', () => look({ scheme: 'dark' }, (name) => small(`${name}-toi`), true), PATIENCE);
test('every screen with letters of twice the size', () =>
  look({ textSize: 200 }, (name) => small(`${name}-200`), true), PATIENCE);
