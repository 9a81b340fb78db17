import { n } from './figures';

const shownSize = (bytes: number): string =>
  bytes >= 1_000_000 ? `${n(Math.round(bytes / 100_000) / 10)} MB` : `${n(Math.max(1, Math.round(bytes / 1000)))} kB`;

export const evidence = {
  table: 'Giấy tờ minh chứng',
  filter: 'Lọc theo tên, số, nơi ban hành',
  split: 'Độ rộng danh sách giấy tờ',
  count: (count: number) => `${n(count)} giấy tờ`,
  columns: {
    title: 'Văn bản',
    symbol: 'Số, ký hiệu',
    date: 'Ngày',
    issuer: 'Nơi ban hành',
    file: 'Tệp',
    proves: 'Chứng minh',
  },
  untitled: '(chưa ghi tên văn bản)',
  add: 'Thêm tệp…',
  addPaper: 'Thêm giấy tờ chưa có tệp',
  drop: 'Kéo tệp PDF, ảnh, DOCX, XLSX vào cửa sổ để thêm; mỗi tệp thành một giấy tờ.',
  empty: 'Quyết định, biên bản, ảnh chụp chứng minh cho số liệu sẽ hiện ở đây. Chọn tệp, hoặc kéo tệp vào cửa sổ.',
  none: 'Chọn một giấy tờ để xem và sửa.',
  taking: (at: number, all: number, name: string) =>
    all === 1 ? `Đang cất ${name} vào tủ hồ sơ…` : `Đang cất ${n(at)}/${n(all)}: ${name}…`,
  taken: (count: number) => (count === 1 ? 'Đã thêm 1 tệp.' : `Đã thêm ${n(count)} tệp.`),
  notTaken: 'Tệp chưa thêm được',
  remove: 'Bỏ khỏi danh sách',
  removed: (titles: readonly string[]) =>
    titles.length === 1
      ? `Đã bỏ “${titles[0]}” khỏi danh sách; tệp vẫn nằm trong tủ.`
      : `Đã bỏ ${n(titles.length)} giấy tờ khỏi danh sách; tệp vẫn nằm trong tủ.`,
  open: 'Mở tệp',
  openHint: 'Mở một bản sao bằng chương trình của máy; tệp trong tủ không bao giờ thay đổi.',
  attach: 'Gắn tệp quét…',
  replace: 'Thay tệp quét…',
  file: {
    heading: 'Tệp quét',
    none: 'Chưa có tệp quét',
    named: (name: string) => `Chưa có tệp quét; hồ sơ ghi tên “${name}”`,
    missing: 'Tệp không còn trong tủ hồ sơ',
    altered: 'Tệp đã bị thay đổi hoặc mất',
    mend: 'Thêm lại tệp gốc: chương trình nhận ra và đặt lại đúng chỗ.',
    sound: (kind: string, bytes: number) => `${kind.toUpperCase()}, ${shownSize(bytes)}, nguyên vẹn`,
    picture: (name: string) => `Hình nhỏ của ${name}`,
    looking: 'Đang kiểm tra tệp…',
  },
  short: { none: 'Chưa có', sound: 'Có', missing: 'Mất', altered: 'Hỏng', looking: '…' },
  source: 'Văn bản',
  proves: {
    heading: 'Chứng minh cho',
    none: 'Chưa gắn vào dữ kiện nào.',
    unit: 'Đơn vị',
    line: (who: string, fact: string, year: number | null) =>
      year === null ? `${who}: ${fact}` : `${who}: ${fact}, năm ${year}`,
    bind: 'Gắn vào dữ kiện',
    unbind: (what: string) => `Gỡ khỏi ${what}`,
    nothing: 'Chưa có dữ kiện nào được khai.',
    show: 'Đến dữ kiện',
  },
} as const;
