import { beforeEach, expect, test, vi } from 'vitest';
import { ipc } from '../ipc';
import { content, dossier } from '../testing/sample';
import { Work } from './work.svelte';

vi.mock('../ipc', async () => ({ ipc: (await import('../testing/ipc')).silent() }));

const fake = vi.mocked(ipc);
const ok = <T>(data: T) => ({ status: 'ok' as const, data });
const refused = (code: string) => ({
  status: 'error' as const,
  error: { code, what: 'Chưa ghi được.', why: 'Đĩa đầy.', next: 'Xóa bớt tệp.' },
});

const kept = { state: 'draft', can_change: true, steps: { back: 0, again: 0 } };

async function opened() {
  const work = new Work(dossier({ kept }));
  await work.load();
  return work;
}

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  fake.dossier.mockResolvedValue(ok(content()));
  fake.typeIn.mockImplementation(async () => ok(dossier({ kept })));
  fake.settle.mockImplementation(async () => ok(kept));
  fake.amend.mockImplementation(async () => ok(dossier({ kept })));
});

test('a key is shown at once, judged at once, and saved after a pause', async () => {
  const work = await opened();
  work.type('unit.name', 'Sở Tư');
  expect(work.text('unit.name')).toBe('Sở Tư');
  expect(work.saving).toBe('typing');
  await vi.advanceTimersByTimeAsync(10);
  expect(fake.typeIn).toHaveBeenLastCalledWith('unit.name', '"Sở Tư"');
  expect(fake.settle).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(fake.settle).toHaveBeenCalledTimes(1);
  expect(work.saving).toBe('saved');
});

test('typing without a pause is saved within the promised time', async () => {
  const work = await opened();
  for (let key = 0; key < 12; key += 1) {
    work.type('unit.name', 'S'.repeat(key));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(fake.settle).toHaveBeenCalled();
});

test('while the program is busy only the last key of a field waits, and no field is left out', async () => {
  let free: (() => void) | undefined;
  fake.typeIn.mockImplementationOnce(
    () => new Promise((resolve) => (free = () => resolve(ok(dossier({ kept }))))),
  );
  const work = await opened();
  for (const text of ['a', 'ab', 'abc']) {
    work.type('unit.name', text);
    await vi.advanceTimersByTimeAsync(1);
  }
  work.type('unit.place', 'x');
  free?.();
  await vi.advanceTimersByTimeAsync(10);
  expect(fake.typeIn.mock.calls).toEqual([
    ['unit.name', '"a"'],
    ['unit.name', '"abc"'],
    ['unit.place', '"x"'],
  ]);
});

test('what a field does not take stays on the screen with the reason, also after another edit', async () => {
  fake.typeIn.mockResolvedValueOnce(refused('bad_value'));
  const work = await opened();
  work.type('unit.name', 'quá dài');
  await vi.advanceTimersByTimeAsync(600);
  expect(work.saving).toBe('failed');
  expect(work.problem?.code).toBe('bad_value');
  await work.set('unit.place', 'Nam Định');
  expect(work.text('unit.name')).toBe('quá dài');
  expect(work.problem?.code).toBe('bad_value');
  work.type('unit.name', 'vừa');
  await vi.advanceTimersByTimeAsync(600);
  expect(work.saving).toBe('saved');
  expect(work.problem).toBeNull();
});

test('an edit first saves what was typed, and tells when it was refused', async () => {
  fake.amend.mockResolvedValueOnce(refused('sent'));
  const work = await opened();
  work.type('unit.name', 'Sở');
  const taken = work.amend([{ kind: 'remove_nominee', id: 'hang' }]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await taken).toBe(false);
  expect(fake.settle.mock.invocationCallOrder[0]).toBeLessThan(fake.amend.mock.invocationCallOrder[0] ?? 0);
  expect(work.problem?.code).toBe('sent');
});

test('what is typed or set while an earlier change is being made stays on the screen', async () => {
  let free: (() => void) | undefined;
  fake.amend.mockImplementationOnce(
    () => new Promise((resolve) => (free = () => resolve(ok(dossier({ kept }))))),
  );
  const work = await opened();
  const first = work.set('unit.symbol', 'STP');
  await vi.advanceTimersByTimeAsync(10);
  work.type('unit.name', 'Sở Tư pháp mới');
  const second = work.set('unit.place', 'Hà Nội');
  free?.();
  await first;
  expect(work.text('unit.name')).toBe('Sở Tư pháp mới');
  expect(work.text('unit.place')).toBe('Hà Nội');
  await second;
  // All of it was sent by now; the program's answer counts.
  expect(fake.typeIn).toHaveBeenCalledWith('unit.name', '"Sở Tư pháp mới"');
  expect(work.text('unit.place')).toBe(content().unit.place);
});
