import { n } from './figures';

/** A size as people read it. */
const size = (kilobytes: number): string =>
  kilobytes < 1024
    ? `${n(kilobytes)} KB`
    : kilobytes < 1024 * 1024
      ? `${n(Math.round(kilobytes / 102.4) / 10)} MB`
      : `${n(Math.round(kilobytes / 104857.6) / 10)} GB`;

export const pack = {
  heading: 'Gói hồ sơ (.hoso)',
  lead: 'Một tệp chứa toàn bộ hồ sơ: dữ liệu, Kế hoạch, văn bản, minh chứng và mã kiểm của từng phần. Dùng để gửi lên trên, chuyển sang máy khác hoặc lưu giữ lâu dài.',
  open: 'Gói hồ sơ (.hoso)…',
  purpose: 'Gói dùng để',
  purposes: [
    { id: 'submission', label: 'Trình cấp trên xét' },
    { id: 'copy', label: 'Chuyển sang máy khác, lưu giữ (kèm các lần gửi, trả lời, kết quả)' },
  ],
  documents: (count: number) => `${n(count)} văn bản, mỗi văn bản một tệp PDF và một tệp DOCX; danh sách và bảng biểu trong một tệp Excel`,
  evidence: (count: number, kilobytes: number) =>
    count === 0 ? 'Chưa có tệp minh chứng nào' : `${n(count)} tệp minh chứng, ${size(kilobytes)}`,
  always: 'Luôn có: dữ liệu hồ sơ, Kế hoạch, danh mục mã kiểm, hướng dẫn đọc khi không có chương trình.',
  missing: (count: number) => `${n(count)} giấy tờ có ghi tệp nhưng không thấy tệp, nên gói sẽ thiếu:`,
  make: 'Đóng gói',
  elsewhere: 'Đóng gói vào thư mục khác…',
  where: (file: string) => `Tệp ${file}, trong thư mục riêng của hồ sơ.`,
  making: 'Đang đóng gói',
  done: (file: string, parts: number, kilobytes: number) => `Đã ghi ${file}: ${n(parts)} phần, ${size(kilobytes)}.`,
  folder: 'Thư mục',
  code: 'Mã đối chiếu',
  codeHint: 'Nơi nhận mở gói sẽ thấy đúng mã này.',
  show: 'Mở thư mục',
  replace: 'Thay tệp cũ',
  keep: 'Giữ tệp cũ',
  notes: 'Lưu ý',

  openFile: 'Mở gói hồ sơ…',
  looking: 'Đang kiểm tra từng phần của gói',
  taking: 'Đang lấy hồ sơ vào tủ',
  at: (label: string, done: number, total: number, file: string) =>
    total > 0 ? `${label}: ${n(done)}/${n(total)}, ${file}` : label,
  close: 'Đóng',
  unit: 'Đơn vị',
  plan: 'Kế hoạch',
  planOf: (plan: string, version: number) => `${plan} (bản ${n(version)})`,
  round: 'Đợt',
  counts: 'Đề nghị',
  countsOf: (collectives: number, individuals: number) => `${n(collectives)} tập thể, ${n(individuals)} cá nhân`,
  state: 'Trạng thái',
  states: { draft: 'Đang lập', sent: 'Đã gửi', returned: 'Bị trả lại', accepted: 'Được tiếp nhận' } as Readonly<
    Record<string, string>
  >,
  file: 'Tệp',
  fileOf: (file: string, kilobytes: number) => `${file}, ${size(kilobytes)}`,
  sound: (count: number) => `Gói nguyên vẹn: cả ${n(count)} phần đúng như khi đóng gói.`,
  faulty: (count: number) => `${n(count)} phần không đúng như khi đóng gói. Những phần này không được lấy vào tủ.`,
  cannotTake: 'Không lấy được hồ sơ: phần dữ liệu hồ sơ bị thiếu hoặc đã bị thay đổi. Nhờ nơi gửi gửi lại gói.',
  lacked: 'Giấy tờ không có tệp ngay từ khi đóng gói',
  parts: (count: number) => `${n(count)} phần trong gói`,
  columns: { name: 'Phần', role: 'Là', size: 'Cỡ', state: 'Kiểm tra' },
  size,
  reasons: (by: string, day: string) => (by === '' ? `Lý do trả lại, ngày ${day}` : `${by} trả lại ngày ${day}`),
  here: {
    absent: 'Tủ hồ sơ chưa có hồ sơ này.',
    same: 'Tủ hồ sơ đã có hồ sơ này, giống hệt.',
    different: 'Tủ hồ sơ đã có hồ sơ này, với nội dung khác:',
  },
  hereReturn: 'Hồ sơ trong tủ được giữ nguyên; chỉ ghi thêm lý do trả lại, rồi sửa tiếp từ đó.',
  planHere: {
    known: '',
    new: 'Kế hoạch chưa có trên máy này, sẽ được nạp cùng hồ sơ.',
    differs: 'Máy này có Kế hoạch cùng mã, cùng bản nhưng nội dung khác; hồ sơ sẽ được xét theo bản của máy này.',
    absent: 'Máy này không có Kế hoạch của hồ sơ, và gói không kèm theo.',
  },
  difference: { place: 'Mục', here: 'Trong tủ', there: 'Trong gói' },
  more: (count: number) => `và ${n(count)} mục khác nữa.`,
  noCabinet: 'Chưa mở được tủ hồ sơ nên chưa lấy hồ sơ vào được.',
  take: 'Lấy vào tủ và mở',
  openKept: 'Mở hồ sơ trong tủ',
  asCopy: 'Lấy thành hồ sơ riêng',
  replaceKept: 'Thay hồ sơ trong tủ',
  replaceHint: 'Thay xong vẫn hoàn tác được.',
  frozen: 'Hồ sơ trong tủ đã gửi nên không thay được; lấy thành hồ sơ riêng.',
  noteReturn: 'Ghi nhận trả lại và mở hồ sơ',
  taken: {
    new: 'Đã lấy hồ sơ vào tủ.',
    same: 'Hồ sơ đã có sẵn trong tủ.',
    copied: 'Đã lấy thành một hồ sơ riêng.',
    replaced: 'Đã thay hồ sơ trong tủ bằng bản trong gói.',
    returned: 'Đã ghi nhận hồ sơ bị trả lại; sửa tiếp được.',
    returned_before: 'Việc trả lại này đã được ghi nhận từ trước.',
  },
};
