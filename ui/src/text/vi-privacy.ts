import { n } from './figures';

export const privacy = {
  heading: 'Xóa dữ liệu của một người',
  text: 'Khi một người yêu cầu xóa dữ liệu của mình và đơn vị không còn phải lưu theo quy định. Tìm theo họ tên; chưa có gì bị xóa cho đến khi xác nhận.',
  name: 'Họ tên, hoặc tên tập thể',
  look: 'Tìm',
  working: 'Đang tìm…',
  erasing: 'Đang xóa…',
  none: 'Tủ hồ sơ và các bản sao lưu không giữ gì về tên này.',
  found: (count: number) => `${n(count)} đề nghị mang tên này. Bỏ chọn những trường hợp chỉ trùng tên.`,
  one: (name: string, born: string, unit: string, year: string) =>
    [name, born && `sinh ${born}`, unit, year && `năm ${year}`].filter((part) => part !== '').join(', '),
  past: (dossiers: string) => `Còn tên trong lịch sử sửa của hồ sơ: ${dossiers}.`,
  mentioned: (dossiers: string) =>
    `Còn được nhắc tên ở chỗ khác, không bị xóa, ví dụ thành viên Hội đồng: hồ sơ ${dossiers}.`,
  backups: (count: number) =>
    `${n(count)} bản sao lưu còn giữ tên này. Chương trình không sửa bản sao lưu; xóa tệp khi không cần nữa:`,
  erase: 'Xóa vĩnh viễn…',
  askTitle: 'Xóa vĩnh viễn dữ liệu này?',
  ask: (count: number) =>
    `${n(count)} đề nghị, báo cáo, số phiếu và minh chứng chỉ của đề nghị ấy sẽ mất, không hoàn tác được. Lịch sử sửa của các hồ sơ có liên quan cũng mất nội dung: chỉ còn ai sửa, lúc nào. Bản sao lưu không đổi.`,
  yes: 'Xóa vĩnh viễn',
  done: (nominations: number, mentions: number, files: number) =>
    `Đã xóa ${n(nominations)} đề nghị, ${n(mentions)} chỗ nhắc tên, ${n(files)} tệp minh chứng.`,
} as const;
