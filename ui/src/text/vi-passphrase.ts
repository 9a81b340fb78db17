import { n } from './figures';

export const passphrase = {
  heading: 'Mật khẩu',
  text: 'Đặt mật khẩu thì mọi dữ liệu của tủ trên đĩa (hồ sơ, lịch sử, minh chứng, bản sao lưu) được mã hóa: máy mất hoặc bị lấy, người khác không đọc được.',
  isSet: 'Tủ hồ sơ có mật khẩu; mọi dữ liệu của tủ trên đĩa đã được mã hóa.',
  warning:
    'Quên cả mật khẩu lẫn khóa khôi phục thì không ai mở lại được tủ, kể cả người viết chương trình. Khóa khôi phục sẽ hiện ngay sau khi đặt: in ra và cất nơi khóa được.',
  passphrase: 'Mật khẩu',
  now: 'Mật khẩu hiện nay',
  fresh: 'Mật khẩu mới',
  freshHint: 'Ít nhất 8 ký tự. Một câu bốn từ không liên quan dễ nhớ và khó dò hơn một từ nhiều ký hiệu.',
  again: 'Nhập lại mật khẩu mới',
  unlike: 'Hai lần nhập chưa giống nhau.',
  set: 'Đặt mật khẩu',
  change: 'Đổi mật khẩu',
  remove: 'Bỏ mật khẩu',
  working: 'Đang mã hóa và kiểm tra lại toàn bộ tủ…',
  changed: 'Mật khẩu và khóa khôi phục cũ không còn mở được tủ và các bản sao lưu trong tủ. Bản sao lưu ở nơi khác vẫn mở bằng mật khẩu của ngày sao lưu.',
  removed: 'Đã bỏ mật khẩu; dữ liệu của tủ không còn được mã hóa.',
  backupsReplaced: (count: number) => `Đã thay ${n(count)} bản sao lưu chưa mã hóa trong tủ bằng một bản đã mã hóa.`,
  leftPlain: (folder: string) => `Dữ liệu hỏng được cất riêng trước đây chưa mã hóa; tự xóa nếu không cần nữa: ${folder}`,

  recoveryKey: 'Khóa khôi phục',
  recoveryText: 'Mở được tủ khi quên mật khẩu. Chỉ hiện một lần này; chương trình không giữ bản nào.',
  recoveryHint: 'Chín nhóm bốn ký tự trên tờ đã in; chữ hoa, chữ thường và dấu gạch không quan trọng.',
  print: 'Lưu tờ khóa để in…',
  printed: (file: string) => `Đã ghi ${file}. In xong nên xóa tệp này.`,
  kept: 'Đã cất giữ, ẩn đi',

  lockAfter: 'Tự khóa khi không ai làm việc',
  after: (minutes: number) => (minutes === 0 ? 'Không tự khóa' : `Sau ${n(minutes)} phút`),
  lockNow: 'Khóa ngay',

  locked: 'Tủ hồ sơ đang khóa',
  lockedText: 'Nhập mật khẩu để mở. Những gì đã gõ trước khi khóa đều đã được lưu.',
  open: 'Mở tủ',
  opening: 'Đang mở…',
  useRecovery: 'Quên mật khẩu?',
  usePassphrase: 'Dùng mật khẩu',
  show: 'Hiện những gì đang gõ',
  capital: 'Phím Caps Lock đang bật.',

  needed: 'Bản này có mật khẩu riêng',
  neededText: 'Nhập mật khẩu của ngày sao lưu.',
  withRecovery: 'Đây là khóa khôi phục',
  openIt: 'Mở bản này',
};
