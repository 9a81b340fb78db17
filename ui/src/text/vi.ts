// Every word of the window. Sentences about a dossier come ready from the program behind it.

const number = new Intl.NumberFormat('vi-VN');
const n = (value: number): string => number.format(value);

export const words = {
  product: 'Hồ sơ Thi đua',
  number: n,

  unexpected: (detail: string) => ({
    what: 'Việc vừa rồi không làm được.',
    why: `Chương trình báo: ${detail}`,
    next: 'Thử lại; nếu vẫn lỗi, chép chi tiết này gửi người hỗ trợ.',
  }),

  start: {
    heading: 'Hồ sơ Thi đua',
    calm: 'Kiểm tra, xem trước và xuất hồ sơ đề nghị khen thưởng ngay trên máy này, không cần mạng.',
    sample: 'Mở hồ sơ mẫu',
    open: 'Mở tệp hồ sơ…',
    openKey: 'Ctrl+O',
    opening: 'Đang mở…',
    secret: 'Không nhập nội dung thuộc bí mật nhà nước vào phần mềm này.',
    steps: 'Ba việc chương trình làm',
    step: [
      ['Kiểm tra', 'Soi từng đề nghị theo tiêu chuẩn của kế hoạch, nêu rõ căn cứ và việc cần bổ sung.'],
      ['Xem trước', 'Xem đúng từng trang tờ trình, danh sách, báo cáo và biên bản sẽ in ra.'],
      ['Xuất', 'Ghi mỗi văn bản thành một tệp PDF, sẵn sàng in, ký và gửi.'],
    ],
  },

  error: {
    heading: 'Có việc cần xử lý',
    why: 'Vì sao',
    next: 'Nên làm gì',
    copy: 'Chép chi tiết',
    copied: 'Đã chép',
    notCopied: 'Chưa chép được; hãy bôi đen và chép bằng tay.',
    close: 'Đóng thông báo',
    details: (what: string, why: string, next: string, code: string) =>
      [what, why, next, `Mã: ${code}`].filter((line) => line !== '').join('\n'),
  },

  header: {
    sample: 'Hồ sơ mẫu',
    open: 'Mở hồ sơ khác…',
    openTitle: 'Mở tệp hồ sơ khác (Ctrl+O)',
    people: (collectives: number, individuals: number) =>
      `${n(collectives)} tập thể, ${n(individuals)} cá nhân`,
    left: (days: number) => `Còn ${n(days)} ngày`,
    lastDay: 'Ngày cuối để nộp',
    closed: (days: number) => `Đã hết hạn ${n(days)} ngày`,
    lastDayIs: 'Ngày cuối',
    lastWorkingDayIs: 'ngày làm việc cuối',
    noDeadline: 'Chưa biết hạn nộp của đợt này',
    judgedOn: 'Ngày xét hồ sơ',
    origin: { asked: 'ngày tự chọn', dossier: 'theo hồ sơ', today: 'hôm nay' },
    reset: 'Bỏ ngày tự chọn',
    badDate: 'Viết ngày dạng 27/02/2025.',
    dateShape: 'ngày/tháng/năm',
  },

  tasks: {
    heading: 'Các bước',
    state: {
      not_started: 'Chưa bắt đầu',
      in_progress: 'Đang làm',
      missing: 'Còn thiếu',
      done: 'Xong',
    },
    deadline: 'Hạn nộp',
    uncertain: 'Cần xác nhận',
  },

  tabs: { label: 'Phần của hồ sơ', check: 'Kiểm tra', preview: 'Xem trước', export: 'Xuất' },

  check: {
    filter: 'Lọc theo tên, nội dung, căn cứ',
    filterHint: 'Gõ không dấu cũng được',
    clear: 'Xóa bộ lọc',
    group: { blocking: 'Phải sửa', warning: 'Cần xem lại', info: 'Đạt' },
    state: { met: 'Đạt', not_met: 'Chưa đạt', unknown: 'Chưa rõ', not_applicable: 'Không áp dụng' },
    count: (shown: number, all: number) => (shown === all ? n(all) : `${n(shown)}/${n(all)}`),
    summary: (shown: number, all: number) =>
      shown === all ? `${n(all)} điểm kiểm tra` : `${n(shown)} trong ${n(all)} điểm kiểm tra`,
    none: {
      blocking: 'Không có điểm nào phải sửa.',
      warning: 'Không có điểm nào cần xem lại.',
      info: 'Chưa có điểm nào đạt.',
    },
    noMatch: 'Không có điểm nào khớp với bộ lọc.',
    empty: 'Kết quả kiểm tra sẽ hiện ở đây khi hồ sơ có người hoặc tập thể được đề nghị.',
    more: (next: number, left: number) => `Hiện thêm ${n(next)} (còn ${n(left)})`,
    cite: 'Căn cứ',
    because: 'Dựa vào',
    missing: 'Còn thiếu',
    remedy: 'Cần làm',
    mark: { unchecked: 'chưa đối chiếu', inferred: 'suy luận' },
    markTitle: {
      unchecked: 'Quy định này chưa được đối chiếu với văn bản gốc.',
      inferred: 'Điều này được suy ra, văn bản không viết thẳng.',
    },
  },

  preview: {
    documents: 'Văn bản',
    filter: 'Lọc văn bản',
    empty: 'Văn bản của hồ sơ sẽ hiện ở đây khi có người hoặc tập thể được đề nghị.',
    noMatch: 'Không có văn bản nào khớp.',
    prev: 'Trang trước (PageUp)',
    next: 'Trang sau (PageDown)',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    fit: 'Vừa bề ngang',
    page: (page: number, pages: number) => `Trang ${n(page)}/${n(pages)}`,
    zoom: (factor: number) => `${n(Math.round(factor * 100))}%`,
    alt: (title: string, page: number, pages: number) => `${title}, trang ${page} trên ${pages}`,
    loading: 'Đang dựng trang…',
    toolbar: 'Trang và cỡ xem',
    view: 'Trang văn bản',
  },

  export: {
    heading: 'Sẽ ghi các tệp sau',
    count: (files: number) => `${n(files)} tệp PDF`,
    where: 'Các tệp được ghi vào một thư mục riêng của hồ sơ, trong thư mục Tài liệu (Documents) của máy.',
    blocking: (count: number) =>
      `Còn ${n(count)} điểm phải sửa. Vẫn xuất được, nhưng hồ sơ có thể bị trả lại.`,
    seeBlocking: 'Xem các điểm phải sửa',
    run: 'Xuất PDF',
    running: 'Đang xuất…',
    elsewhere: 'Chọn thư mục khác…',
    replace: 'Thay thế',
    keep: 'Để nguyên',
    exists: 'Đã có tệp trùng tên',
    done: (files: number) => `Đã xuất ${n(files)} tệp`,
    folder: 'Thư mục',
    show: 'Mở thư mục',
    notes: 'Lưu ý khi in',
    empty: 'Danh sách tệp sẽ hiện ở đây khi hồ sơ có người hoặc tập thể được đề nghị.',
  },
} as const;
