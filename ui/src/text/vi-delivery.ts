import { n } from './figures';

const megabytes = (kilobytes: number): string =>
  kilobytes < 1024 ? `${n(kilobytes)} KB` : `${n(Math.ceil((kilobytes * 10) / 1024) / 10)} MB`;

/** The set that is printed, and the e-mails. */
export const delivery = {
  print: {
    open: 'In…',
    heading: 'Bộ in',
    lead: 'Số bản và thứ tự được nhớ cho các hồ sơ cùng kế hoạch, cùng đợt.',
    document: 'Văn bản',
    copies: 'Số bản',
    copiesOf: (title: string) => `Số bản: ${title}`,
    each: (documents: number) => `Số bản của mỗi báo cáo, có ${n(documents)} báo cáo`,
    up: (title: string) => `In sớm hơn: ${title}`,
    down: (title: string) => `In muộn hơn: ${title}`,
    badCopies: (most: number) => `Ghi số từ 0 đến ${n(most)}.`,
    gathering: 'Xếp các bản',
    gatherings: [
      { id: 'by_set', label: 'Từng bộ đủ', hint: 'bộ này xong mới đến bộ sau' },
      { id: 'by_document', label: 'Từng văn bản', hint: 'hết các bản của văn bản này mới đến văn bản sau' },
    ],
    two: 'In hai mặt giấy',
    twoHint: 'Văn bản lẻ trang có mặt sau để trắng, nên văn bản nào cũng bắt đầu ở tờ mới.',
    usual: 'Về bộ in thường dùng',
    run: (documents: number) => `In bộ này (${n(documents)} văn bản)`,
    chosen: (documents: number) => `Chỉ in ${n(documents)} văn bản đang chọn, mỗi văn bản 1 bản`,
    running: 'Đang dàn trang để in…',
    done: (pages: number, sheets: number) =>
      `Đã mở bản in (${n(pages)} trang, ${n(sheets)} tờ giấy) trong trình xem PDF của máy. Bấm In (Ctrl+P) ở đó.`,
    doneTwo: 'Trong hộp thoại in, chọn in hai mặt, lật theo cạnh dài, 1 bản: số bản đã nằm trong tệp.',
    doneOne: 'Trong hộp thoại in, để 1 bản: số bản đã nằm trong tệp.',
  },
  mail: {
    open: 'Soạn thư điện tử…',
    heading: 'Thư điện tử',
    lead: 'Địa chỉ nhận, tiêu đề và lời thư lấy từ mẫu thư; tệp kèm là cả hồ sơ thành một PDF, hoặc gói ZIP khi đã chọn nén.',
    limit: 'Một thư lớn nhất',
    limitHint:
      'Thường là 20 MB: Outlook kèm nhiều nhất 20 MB, máy chủ thư thường nhận 20 đến 25 MB. Lớn hơn thì hồ sơ được chia thành nhiều thư.',
    draft: 'Soạn thư nháp có đính kèm',
    draftHint: 'Mở trong chương trình thư của máy (Outlook, Thunderbird…); xem lại rồi gửi.',
    link: 'Mở thư, tự đính kèm tệp',
    linkHint: 'Khi máy không mở được thư nháp, hoặc dùng hộp thư trên web. Thư mở ra chưa có tệp; thư mục chứa tệp cần đính kèm được mở cùng lúc.',
    running: 'Đang soạn thư có đính kèm hồ sơ…',
    drafted: (letters: number) =>
      letters === 1
        ? 'Đã soạn thư nháp có đính kèm hồ sơ và mở trong chương trình thư của máy. Thư chưa được gửi.'
        : `Đã soạn ${n(letters)} thư nháp và mở thư đầu trong chương trình thư của máy. Thư chưa được gửi.`,
    linked: (letters: number) =>
      letters === 1
        ? 'Đã mở thư chưa có tệp và thư mục chứa tệp cần đính kèm. Thư chưa được gửi.'
        : `Hồ sơ cần ${n(letters)} thư. Đã mở thư đầu, chưa có tệp, và thư mục chứa tệp cần đính kèm.`,
    openLetter: (place: string) => `Mở thư ${place}`,
    attached: 'Kèm theo',
    toAttach: 'Cần đính kèm',
    noText: (file: string) => `Lời thư dài quá nên không tự điền được: chép từ tệp ${file} trong thư mục.`,
    apart: 'Gửi riêng vì lớn hơn một thư',
    file: (name: string, kilobytes: number) => `${name} (${megabytes(kilobytes)})`,
  },
} as const;
