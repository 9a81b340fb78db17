import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import App from './App.svelte';
import { ipc, kept } from './ipc';
import { content, dossier, exportOptions, finding, page } from './testing/sample';

vi.mock('./ipc', async () => ({
  ...(await vi.importActual<typeof import('./ipc/kept')>('./ipc/kept')),
  ipc: (await import('./testing/ipc')).silent(),
}));

const fake = vi.mocked(ipc);
const ok = <T>(data: T) => ({ status: 'ok' as const, data });
const wrong = (code: string) => ({
  status: 'error' as const,
  error: { code, what: 'Không mở được tệp.', why: 'Tệp bị cắt cụt.', next: 'Chép lại tệp.' },
});

beforeEach(() => {
  vi.resetAllMocks();
  localStorage.clear();
  fake.current.mockResolvedValue(ok(null));
  fake.currentPath.mockResolvedValue(ok(null));
  fake.plans.mockResolvedValue(ok([]));
  fake.deadlines.mockResolvedValue(ok([]));
  fake.cabinet.mockResolvedValue(ok({ folder: '/tủ', dossiers: [], advice: '' }));
  fake.units.mockResolvedValue(ok([]));
  fake.unitKinds.mockResolvedValue(ok([]));
  fake.statistics.mockResolvedValue(ok([]));
  fake.isCarried.mockResolvedValue(ok(false));
  fake.isSealed.mockResolvedValue(ok(false));
  for (const ask of [fake.cabinetFolder, fake.examineQuickly, fake.backups, fake.version]) {
    ask.mockResolvedValue(wrong('no_cabinet'));
  }
  fake.onSecondStart.mockResolvedValue(() => undefined);
  fake.onNotBackedUp.mockResolvedValue(() => undefined);
  fake.onDropped.mockResolvedValue(() => undefined);
  fake.onUnsaved.mockResolvedValue(() => undefined);
  fake.onMenu.mockResolvedValue(() => undefined);
  fake.onPackage.mockResolvedValue(() => undefined);
  fake.waitingPackage.mockResolvedValue(ok(null));
  fake.packageContents.mockResolvedValue(
    ok({ file: 'so-noi-vu-2022.hoso', documents: 2, scans: 0, kilobytes: 0, missing: [] }),
  );
  fake.openSample.mockResolvedValue(ok(dossier()));
  fake.dossier.mockResolvedValue(ok(content()));
  fake.exportOptions.mockResolvedValue(ok(exportOptions()));
  fake.exportProgress.mockResolvedValue(ok(null));
  fake.cancelExport.mockResolvedValue(ok(null));
  fake.preview.mockImplementation(async (_, at) => ok(page(at)));
  URL.createObjectURL = () => 'blob:page';
  URL.revokeObjectURL = () => undefined;
});

async function openSample(view = dossier()) {
  fake.openSample.mockResolvedValue(ok(view));
  render(App);
  await fireEvent.click(screen.getByTestId('start-sample'));
  await screen.findByTestId('unit-name');
}

async function openTab(id: 'check' | 'preview' | 'export') {
  await fireEvent.click(screen.getByTestId(`tab-${id}`));
}

test('the sample opens on its steps, with one thing to do next', async () => {
  await openSample();
  expect(screen.getByTestId('unit-name').textContent).toBe('Sở Tư pháp tỉnh Nam Định');
  expect(screen.getByTestId('days-left').textContent).toContain('Còn 12 ngày');
  expect(screen.getByTestId('task-council').textContent).toContain('Chưa bắt đầu');
  expect(screen.getByTestId('tab-steps').getAttribute('aria-selected')).toBe('true');
  expect(document.activeElement).toBe(screen.getByTestId('tab-steps'));
  expect(screen.getByTestId('next-step').textContent).toContain('Danh sách đề nghị');
});

test('the next step leads to its own findings, and each of them to its document', async () => {
  await openSample();
  await fireEvent.click(screen.getByTestId('next-findings'));
  expect(screen.getAllByTestId('finding')).toHaveLength(1);
  await fireEvent.click(screen.getByTestId('step-filter'));
  expect(screen.getAllByTestId('finding')).toHaveLength(2);
  await fireEvent.click(screen.getAllByTestId('finding-place')[0] as HTMLElement);
  await waitFor(() => expect(fake.preview).toHaveBeenLastCalledWith('report.hang', 1));
  expect(screen.getByTestId('tab-preview').getAttribute('aria-selected')).toBe('true');
});

test('a step that has to wait says why and cannot be opened', async () => {
  const tasks = dossier().tasks.map((task) => ({ ...task, waits: task.id === 'council' ? 'Cần có người được đề nghị.' : '' }));
  await openSample(dossier({ tasks }));
  const council = screen.getByTestId('task-council');
  expect(council.textContent).toContain('Chưa làm được');
  expect(council.textContent).toContain('Cần có người được đề nghị.');
  expect(within(council).queryByRole('button')).toBeNull();
});

test('an opened file is remembered, opened again by one click, and forgotten with an undo', async () => {
  fake.openFile.mockResolvedValue(ok(dossier({ unit: 'Xã Hải Anh' })));
  fake.currentPath.mockResolvedValue(ok('D:\\Hồ sơ\\xa-hai-anh.json'));
  fake.openPath.mockResolvedValue(ok(dossier({ unit: 'Xã Hải Anh' })));
  render(App);
  await fireEvent.click(screen.getByTestId('start-open'));
  await screen.findByTestId('unit-name');
  await fireEvent.click(screen.getByTestId('nav-home'));
  const recent = await screen.findByTestId('recent');
  expect(recent.textContent).toContain('xa-hai-anh.json');
  await fireEvent.click(recent);
  expect(fake.openPath).toHaveBeenCalledWith('D:\\Hồ sơ\\xa-hai-anh.json');
  await fireEvent.click(screen.getByTestId('nav-home'));
  await fireEvent.click(await screen.findByTestId('recent-clear'));
  expect(screen.queryByTestId('recent')).toBeNull();
  await fireEvent.click(within(screen.getByTestId('toast')).getByText('Hoàn tác'));
  expect(await screen.findByTestId('recent')).toBeTruthy();
});

test('a file dropped on the window is opened', async () => {
  fake.openPath.mockResolvedValue(ok(dossier({ unit: 'Xã Hải Anh' })));
  render(App);
  const tell = fake.onDropped.mock.calls[0]?.[0];
  tell?.('/tệp/xa-hai-anh.json');
  expect((await screen.findByTestId('unit-name')).textContent).toBe('Xã Hải Anh');
  expect(fake.openPath).toHaveBeenCalledWith('/tệp/xa-hai-anh.json');
});

test('F1 explains what the keyboard is on, with the provision, and Escape goes back to it', async () => {
  await openSample();
  const field = screen.getByTestId('judged-on');
  field.focus();
  await fireEvent.keyDown(field, { key: 'F1' });
  expect(screen.getByTestId('help-panel').textContent).toContain('Ngày xét hồ sơ');
  await fireEvent.keyDown(window, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByTestId('help-panel')).toBeNull());
  expect(document.activeElement).toBe(field);
  await openTab('check');
  const place = screen.getAllByTestId('finding-place')[0] as HTMLElement;
  place.focus();
  await fireEvent.keyDown(place, { key: 'F1' });
  expect(screen.getByTestId('help-panel').textContent).toContain('Kế hoạch, mục IV.3.2.b');
  await fireEvent.click(screen.getByTestId('help-more'));
  expect(screen.getByTestId('guide-text').textContent).toContain('Ba nhóm');
});

test('text size and theme are kept', async () => {
  render(App);
  await fireEvent.click(screen.getByTestId('nav-settings'));
  await fireEvent.change(screen.getByTestId('text-size'), { target: { value: '200' } });
  await fireEvent.click(within(screen.getByTestId('theme')).getByLabelText('Tối'));
  expect(document.documentElement.style.getPropertyValue('--text-scale')).toBe('2');
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(JSON.parse(localStorage.getItem('hoso') ?? '{}')).toMatchObject({ theme: 'dark', textSize: 200 });
});

test('damaged settings are as on the first start', () => {
  for (const damaged of ['', '{', 'null', '{"theme":"blue","textSize":5000,"recent":[1]}']) {
    localStorage.setItem('hoso', damaged);
    expect(kept()).toEqual({
      theme: 'system',
      textSize: 100,
      recent: [],
      welcomed: false,
      lockAfter: 15,
    });
  }
});

test('what was open when the program started is shown', async () => {
  fake.current.mockResolvedValue(ok(dossier({ unit: 'Xã Hải Anh' })));
  render(App);
  expect((await screen.findByTestId('unit-name')).textContent).toBe('Xã Hải Anh');
});

test('a refused file says what, why and what next, and can be copied', async () => {
  fake.current.mockResolvedValue(wrong('cannot_read'));
  const writeText = vi.fn().mockResolvedValue(undefined);
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  render(App);
  const panel = await screen.findByTestId('error-panel');
  for (const words of ['Không mở được tệp.', 'Tệp bị cắt cụt.', 'Chép lại tệp.']) {
    expect(panel.textContent).toContain(words);
  }
  await fireEvent.click(within(panel).getByText('Chép chi tiết'));
  await within(panel).findByText('Đã chép');
  expect(writeText.mock.calls[0]?.[0]).toContain('cannot_read');
  vi.unstubAllGlobals();
});

test('a cancelled file dialog changes nothing; Ctrl+O asks for a file', async () => {
  fake.openFile.mockResolvedValue(ok(null));
  render(App);
  await fireEvent.keyDown(window, { key: 'o', ctrlKey: true });
  await waitFor(() => expect(fake.openFile).toHaveBeenCalledOnce());
  expect(screen.getByTestId('start-sample')).toBeTruthy();
  expect(screen.queryByTestId('error-panel')).toBeNull();
});

test('findings that are met are built only when asked for, and the filter needs no marks', async () => {
  const met = Array.from({ length: 2000 }, (_, at) =>
    finding({ severity: 'info', state: 'met', subject: `Người ${at}` }),
  );
  await openSample(dossier({ findings: [...dossier().findings.slice(0, 2), ...met] }));
  await openTab('check');
  expect(screen.getAllByTestId('finding')).toHaveLength(2);
  expect(screen.getByText('chưa đối chiếu')).toBeTruthy();
  await fireEvent.click(within(screen.getByTestId('group-info')).getByRole('button'));
  expect(screen.getAllByTestId('finding')).toHaveLength(102);
  await fireEvent.input(screen.getByTestId('finding-filter'), { target: { value: 'do thi' } });
  expect(screen.getAllByTestId('finding')).toHaveLength(1);
});

test('another judging day is asked for as a person writes it', async () => {
  await openSample();
  fake.judgeOn.mockResolvedValue(ok(dossier({ judged_on: '2025-03-01', judged_on_origin: 'asked' })));
  const field = screen.getByTestId('judged-on');
  await fireEvent.input(field, { target: { value: '31/02/2025' } });
  await fireEvent.change(field);
  expect(screen.getByText('Viết ngày dạng 27/02/2025.')).toBeTruthy();
  expect(fake.judgeOn).not.toHaveBeenCalled();
  await fireEvent.input(field, { target: { value: '1/3/2025' } });
  await fireEvent.change(field);
  expect(fake.judgeOn).toHaveBeenCalledWith('2025-03-01');
  await screen.findByText('Ngày tự chọn');
  expect((field as HTMLInputElement).value).toBe('01/03/2025');
});

test('pages turn by button and key, and another document begins at its first page', async () => {
  await openSample();
  await fireEvent.keyDown(window, { key: 'p', ctrlKey: true });
  const image = await screen.findByTestId('page-image');
  expect(image.getAttribute('aria-label')).toBe('Tờ trình và danh sách, trang 1 trên 3');
  await fireEvent.click(screen.getByTestId('page-next'));
  await waitFor(() => expect(image.getAttribute('data-page')).toBe('2'));
  await fireEvent.keyDown(window, { key: 'PageDown' });
  await waitFor(() => expect(screen.getByTestId('page-count').textContent).toContain('Trang 3/3'));
  await waitFor(() => expect(image.getAttribute('data-page')).toBe('3'));
  await fireEvent.click(screen.getAllByTestId('document')[1] as HTMLElement);
  await waitFor(() => expect(fake.preview).toHaveBeenLastCalledWith('report.hang', 1));
});

test('another judging day draws the same page again', async () => {
  await openSample();
  await openTab('preview');
  const image = await screen.findByTestId('page-image');
  await fireEvent.click(screen.getByTestId('page-next'));
  await waitFor(() => expect(image.getAttribute('data-page')).toBe('2'));
  fake.preview.mockClear();
  fake.judgeOn.mockResolvedValue(ok(dossier({ judged_on: '2025-03-01', judged_on_origin: 'asked', revision: 2 })));
  const field = screen.getByTestId('judged-on');
  await fireEvent.input(field, { target: { value: '01/03/2025' } });
  await fireEvent.change(field);
  await waitFor(() => expect(fake.preview.mock.calls).toEqual([['submission', 2]]));
});

test('a deadline that has passed says so in words', async () => {
  const deadline = dossier().deadline;
  await openSample(dossier({ deadline: deadline && { ...deadline, state: 'closed', days_left: -3 } }));
  expect(screen.getByTestId('days-left').textContent).toContain('Đã hết hạn 3 ngày');
});

const exported = (over = {}) =>
  ok({ folder: '/Documents/Hồ sơ', files: ['01-to-trinh.pdf'], notes: [], ...over });

async function openExport() {
  await openSample();
  await openTab('export');
  await screen.findByTestId('export-format');
}

test('files of the same name are replaced only after a yes', async () => {
  await openExport();
  expect(screen.getByTestId('export-warning').textContent).toContain('1 điểm phải sửa');
  fake.export.mockResolvedValueOnce(wrong('file_exists'));
  await fireEvent.click(screen.getByTestId('export-run'));
  const replace = await screen.findByTestId('export-replace');
  expect(fake.export).toHaveBeenLastCalledWith(expect.anything(), 'documents', false);
  fake.export.mockResolvedValueOnce(exported({ notes: ['01-to-trinh.pdf: không in được “☃”'] }));
  await fireEvent.click(replace);
  const done = await screen.findByTestId('export-done');
  expect(fake.export).toHaveBeenLastCalledWith(expect.anything(), 'documents', true);
  expect(done.textContent).toContain('/Documents/Hồ sơ');
  expect(done.textContent).toContain('☃');
  expect(screen.queryByTestId('error-panel')).toBeNull();
});

test('a chosen folder is replaced in by the same way', async () => {
  await openExport();
  fake.export.mockResolvedValueOnce(wrong('file_exists')).mockResolvedValueOnce(ok(null));
  await fireEvent.click(screen.getByTestId('export-elsewhere'));
  expect(fake.export).toHaveBeenLastCalledWith(expect.anything(), 'asked', false);
  await fireEvent.click(await screen.findByTestId('export-replace'));
  expect(fake.export).toHaveBeenLastCalledWith(expect.anything(), 'last', true);
});

test('what is chosen is what is asked for, and how many files that makes', async () => {
  await openExport();
  expect(screen.getByTestId('export-run').textContent).toContain('2 tệp');
  const [letter] = screen.getAllByTestId('export-document');
  await fireEvent.click(letter as HTMLElement);
  await fireEvent.click(screen.getByTestId('export-whole'));
  await fireEvent.click(within(screen.getByTestId('export-format')).getByLabelText(/Cả hai/));
  expect(screen.getByTestId('export-run').textContent).toContain('3 tệp');
  fake.export.mockResolvedValueOnce(exported());
  await fireEvent.click(screen.getByTestId('export-run'));
  await screen.findByTestId('export-done');
  expect(fake.export.mock.lastCall?.[0]).toMatchObject({
    documents: ['report.hang'],
    format: 'both',
    whole: 'besides',
    packed: false,
  });
});

test('a long export tells how far it is and can be given up without an error', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    await openExport();
    let end: (() => void) | undefined;
    fake.export.mockImplementationOnce(
      () => new Promise((resolve) => (end = () => resolve(wrong('cancelled')))),
    );
    fake.exportProgress.mockResolvedValue(ok({ done: 3, total: 12, file: '02-bao-cao.pdf' }));
    await fireEvent.click(screen.getByTestId('export-run'));
    await vi.advanceTimersByTimeAsync(700);
    const bar = screen.getByRole('progressbar');
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(screen.getByTestId('progress').textContent).toContain('02-bao-cao.pdf');
    await fireEvent.click(within(screen.getByTestId('progress')).getByRole('button'));
    expect(fake.cancelExport).toHaveBeenCalledTimes(1);
    end?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.queryByTestId('error-panel')).toBeNull();
    expect(screen.queryByTestId('export-done')).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test('the menu does what the keys do, and takes back in a field what was typed there', async () => {
  let choose: (code: string) => void = () => undefined;
  fake.onMenu.mockImplementation(async (tell) => {
    choose = tell;
    return () => undefined;
  });
  fake.undo.mockResolvedValue(ok(dossier()));
  fake.history.mockResolvedValue(ok([]));
  const kept = { state: 'draft', can_change: true, steps: { back: 1, again: 0 } };
  await openSample(dossier({ kept } as never));
  choose('preview');
  await waitFor(() => expect(screen.getByTestId('tab-preview').getAttribute('aria-selected')).toBe('true'));
  choose('undo');
  await waitFor(() => expect(fake.undo).toHaveBeenCalledTimes(1));

  const inField = vi.fn(() => true);
  document.execCommand = inField;
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  choose('undo');
  field.remove();
  expect(inField).toHaveBeenCalledWith('undo');
  expect(fake.undo).toHaveBeenCalledTimes(1);
});
