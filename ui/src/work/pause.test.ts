import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterPause } from './pause';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is called off before the pause is over is not asked', async () => {
  const ask = vi.fn(async () => 1);
  afterPause(600, ask, () => {})();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ask).not.toHaveBeenCalled();
});

test('an answer that comes too late is not taken', async () => {
  let answer = (_: number): void => {};
  const take = vi.fn();
  const off = afterPause(600, () => new Promise<number>((resolve) => (answer = resolve)), take);
  await vi.advanceTimersByTimeAsync(600);
  off();
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(take).not.toHaveBeenCalled();
});

test('the answer is taken', async () => {
  const take = vi.fn();
  afterPause(600, async () => 1, take);
  await vi.advanceTimersByTimeAsync(600);
  expect(take).toHaveBeenCalledWith(1);
});
