import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchIdle } from './idle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('whoever leaves the PC alone is locked out, whoever works is not', () => {
  const tell = vi.fn();
  const end = watchIdle(5, tell);
  vi.advanceTimersByTime(4 * 60_000);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  vi.advanceTimersByTime(4 * 60_000);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(61_000);
  expect(tell).toHaveBeenCalledOnce();
  end?.();
  vi.advanceTimersByTime(60 * 60_000);
  expect(tell).toHaveBeenCalledOnce();
});

test('waking a PC that slept past the time does not keep it open', () => {
  const tell = vi.fn();
  const end = watchIdle(5, tell);
  vi.setSystemTime(Date.now() + 30 * 60_000);
  window.dispatchEvent(new PointerEvent('pointermove'));
  vi.advanceTimersByTime(5_000);
  expect(tell).toHaveBeenCalledOnce();
  end?.();
});

test('zero minutes is never', () => {
  expect(watchIdle(0, vi.fn())).toBeUndefined();
});
