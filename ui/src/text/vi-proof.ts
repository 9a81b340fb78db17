import { n } from './figures';

export const proof = {
  heading: 'Đối chiếu các văn bản',
  hint: 'Chương trình lập mọi văn bản, đọc lại từng trang và so với nơi khai chính: họ tên, chức vụ, số lượng, số phiếu, ngày, số ký hiệu.',
  run: 'Đối chiếu',
  again: 'Đối chiếu lại',
  running: (done: number, total: number) => `Đang đọc lại ${n(done)}/${n(total)} văn bản`,
  starting: 'Đang chuẩn bị đối chiếu',
  clear: (documents: number, pages: number) =>
    `Mọi văn bản khớp nhau (đã đọc lại ${n(documents)} văn bản, ${n(pages)} trang).`,
  count: (count: number, documents: number, pages: number) =>
    `Có ${n(count)} điểm không khớp (đã đọc lại ${n(documents)} văn bản, ${n(pages)} trang).`,
  old: 'Hồ sơ đã thay đổi từ lần đối chiếu này. Đối chiếu lại để xem điểm còn lại.',
  said: 'Đang ghi',
  stated: 'Đối chiếu với',
  absent: 'Không thấy tên trong văn bản',
  more: (count: number) => `và ${n(count)} chỗ khác`,
  moreCards: (next: number, left: number) => `Xem thêm ${n(next)} trong ${n(left)} điểm còn lại`,
  equal: 'Làm cho khớp',
  equalTo: (found: string, expected: string) => `Làm cho khớp: đổi “${found}” thành “${expected}”`,
  equalDone: 'Đã làm cho khớp.',
  stateSo: 'Sửa nơi khai chính',
  stateSoTo: (found: string, expected: string) => `Sửa nơi khai chính: đổi “${expected}” thành “${found}”`,
  fix: 'Đến chỗ sửa',
  fixOf: (title: string, found: string) => `Đến chỗ sửa: ${title}. ${found}`,
  page: 'Xem trên văn bản',
  pageOf: (title: string, found: string) => `Xem trên văn bản: ${title}. ${found}`,
  template: 'Lời này nằm trong mẫu văn bản của đơn vị; sửa dòng đó trong tệp mẫu rồi nạp lại ở mục Mẫu văn bản.',

  before: 'Nên đối chiếu các văn bản trước khi gửi.',
  wrong: (count: number) => `Còn ${n(count)} điểm không khớp giữa các văn bản:`,
  show: 'Xem kết quả đối chiếu',

  sentCheck: 'Kiểm tra các tệp đã gửi',
  sentHint: 'Chọn thư mục đang giữ các tệp PDF đã gửi; chương trình so từng tệp với mã kiểm đã giữ lúc gửi.',
  sentAll: (count: number) => `Cả ${n(count)} tệp đúng như lúc gửi.`,
  sentWrong: (wrong: number, count: number) => `${n(wrong)}/${n(count)} tệp không còn đúng như lúc gửi:`,
  sentState: { same: 'đúng như lúc gửi', altered: 'đã bị sửa sau khi gửi', missing: 'không còn trong thư mục' },
} as const;
