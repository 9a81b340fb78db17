import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import App from './App.svelte';
import { ipc } from './ipc';
import { dossier, finding, page } from './testing/sample';

vi.mock('./ipc', () => ({
  ipc: {
    openSample: vi.fn(),
    openFile: vi.fn(),
    current: vi.fn(),
    judgeOn: vi.fn(),
    preview: vi.fn(),
    exportDocuments: vi.fn(),
    exportTo: vi.fn(),
    showFolder: vi.fn(),
  },
}));

const fake = vi.mocked(ipc);
const ok = <T>(data: T) => ({ status: 'ok' as const, data });
const wrong = (code: string) => ({
  status: 'error' as const,
  error: { code, what: 'Không mở được tệp.', why: 'Tệp bị cắt cụt.', next: 'Chép lại tệp.' },
});

beforeEach(() => {
  vi.resetAllMocks();
  fake.current.mockResolvedValue(ok(null));
  fake.openSample.mockResolvedValue(ok(dossier()));
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

test('the sample opens on its checks', async () => {
  await openSample();
  expect(screen.getByTestId('unit-name').textContent).toBe('Sở Tư pháp tỉnh Nam Định');
  expect(screen.getByTestId('days-left').textContent).toContain('Còn 12 ngày');
  expect(screen.getByTestId('task-council').textContent).toContain('Chưa bắt đầu');
  expect(screen.getByTestId('tab-check').getAttribute('aria-selected')).toBe('true');
  expect(document.activeElement).toBe(screen.getByTestId('tab-check'));
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
  await screen.findByText('ngày tự chọn');
  expect((field as HTMLInputElement).value).toBe('01/03/2025');
});

test('pages turn by button and key, and another document begins at its first page', async () => {
  await openSample();
  await fireEvent.keyDown(window, { key: 'p', ctrlKey: true });
  const image = await screen.findByTestId('page-image');
  expect(image.getAttribute('alt')).toBe('Tờ trình và danh sách, trang 1 trên 3');
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
  await fireEvent.click(screen.getByTestId('tab-preview'));
  const image = await screen.findByTestId('page-image');
  await fireEvent.click(screen.getByTestId('page-next'));
  await waitFor(() => expect(image.getAttribute('data-page')).toBe('2'));
  fake.preview.mockClear();
  fake.judgeOn.mockResolvedValue(ok(dossier({ judged_on: '2025-03-01', judged_on_origin: 'asked' })));
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

test('files of the same name are replaced only after a yes', async () => {
  await openSample();
  await fireEvent.click(screen.getByTestId('tab-export'));
  expect(screen.getByTestId('export-warning').textContent).toContain('1 điểm phải sửa');
  fake.exportDocuments.mockResolvedValueOnce(wrong('file_exists'));
  await fireEvent.click(screen.getByTestId('export-run'));
  const replace = await screen.findByTestId('export-replace');
  expect(fake.exportDocuments).toHaveBeenLastCalledWith(false);
  fake.exportDocuments.mockResolvedValueOnce(
    ok({ folder: '/Documents/Hồ sơ', files: ['01-to-trinh.pdf'], notes: ['01-to-trinh.pdf: không in được “☃”'] }),
  );
  await fireEvent.click(replace);
  const done = await screen.findByTestId('export-done');
  expect(fake.exportDocuments).toHaveBeenLastCalledWith(true);
  expect(done.textContent).toContain('/Documents/Hồ sơ');
  expect(done.textContent).toContain('☃');
  expect(screen.queryByTestId('error-panel')).toBeNull();
});

test('a chosen folder is replaced in by the same way', async () => {
  await openSample();
  await fireEvent.click(screen.getByTestId('tab-export'));
  fake.exportTo.mockResolvedValueOnce(wrong('file_exists')).mockResolvedValueOnce(ok(null));
  await fireEvent.click(screen.getByTestId('export-elsewhere'));
  await fireEvent.click(await screen.findByTestId('export-replace'));
  expect(fake.exportTo).toHaveBeenLastCalledWith(true);
  expect(fake.exportDocuments).not.toHaveBeenCalled();
});
