import type { Dossier, DossierView, ExportOptionsView, FindingView } from '../ipc';

export const finding = (over: Partial<FindingView> = {}): FindingView => ({
  rule: 'nominee.criterion',
  state: 'not_met',
  severity: 'blocking',
  subject: 'Đỗ Thị Hằng',
  subject_id: 'hang',
  cite: 'Kế hoạch, mục IV.3.2.b',
  cite_text: 'Có sáng kiến được cơ quan có thẩm quyền công nhận.',
  mark: 'verified',
  message: 'Chưa có sáng kiến được công nhận.',
  because: ['Số sáng kiến đã khai: 0'],
  missing: ['Quyết định công nhận sáng kiến'],
  remedy: 'Bổ sung quyết định công nhận sáng kiến.',
  field: 'nominees[0].facts',
  task: 'nominees',
  document: 'report.hang',
  ...over,
});

export const dossier = (over: Partial<DossierView> = {}): DossierView => ({
  id: 'mau',
  file: null,
  kept: null,
  unit: 'Sở Tư pháp tỉnh Nam Định',
  parent: 'UBND tỉnh Nam Định',
  plan_title: 'Nam Định CCHC 2021-2025',
  movement: 'Đẩy mạnh cải cách hành chính',
  round_title: 'Khen thưởng năm 2024',
  judged_on: '2025-02-15',
  judged_on_origin: 'dossier',
  deadline: {
    plan: 'nam-dinh',
    round: 'annual',
    title: 'Khen thưởng năm 2024',
    year: 2024,
    due_before: '2025-02-28',
    last_day: '2025-02-27',
    last_working_day: '2025-02-27',
    days_left: 12,
    state: 'open',
    cite: 'Kế hoạch, mục IV.5',
    text: 'Gửi hồ sơ trước ngày 28/02 hằng năm.',
    message: 'Còn 12 ngày đến ngày cuối nộp hồ sơ.',
    uncertain: '',
  },
  collectives: 2,
  individuals: 3,
  tasks: [
    { id: 'general', title: 'Thông tin chung', state: 'done', detail: 'Đủ thông tin', waits: '' },
    { id: 'nominees', title: 'Danh sách đề nghị', state: 'missing', detail: '4/5 đạt', waits: '' },
    { id: 'reports', title: 'Báo cáo thành tích', state: 'in_progress', detail: '3/5 hoàn chỉnh', waits: '' },
    { id: 'council', title: 'Hội đồng', state: 'not_started', detail: 'Chưa họp', waits: '' },
    { id: 'check', title: 'Kiểm tra', state: 'missing', detail: '1 điểm phải sửa', waits: '' },
    { id: 'export', title: 'Xuất và gửi', state: 'not_started', detail: 'Nên sửa xong trước khi xuất', waits: '' },
  ],
  next: 'nominees',
  findings: [
    finding(),
    finding({ rule: 'dates.order', task: 'general', document: 'submission', severity: 'warning', state: 'unknown', subject: 'Hồ sơ', message: 'Chưa rõ ngày họp.', mark: 'unchecked' }),
    finding({ rule: 'dossier.unit', task: 'general', document: 'submission', severity: 'info', state: 'met', subject: 'Hồ sơ', message: 'Tên đơn vị đã đủ.', mark: 'inferred', missing: [], remedy: '' }),
  ],
  revision: 1,
  since: null,
  nominees: [],
  blocking: 1,
  warnings: 1,
  documents: [
    { id: 'submission', title: 'Tờ trình và danh sách', subject: '', file_name: '01-to-trinh.pdf' },
    { id: 'report.hang', title: 'Báo cáo thành tích', subject: 'Đỗ Thị Hằng', file_name: '02-bao-cao-do-thi-hang.pdf' },
  ],
  ...over,
});

/** What an export of that dossier can be asked for; the certificates are made on demand. */
export const exportOptions = (over: Partial<ExportOptionsView> = {}): ExportOptionsView => ({
  documents: [
    ...dossier().documents.map((document) => ({ document, is_handed_in: true })),
    {
      document: { id: 'certificate', title: 'Giấy khen', subject: '', file_name: 'giay-khen.pdf' },
      is_handed_in: false,
    },
  ].map(({ document, is_handed_in }) => ({
    document,
    docx_name: document.file_name.replace('.pdf', '.docx'),
    is_handed_in,
    has_stock: document.id === 'certificate',
    has_sheets: false,
  })),
  merged_file: 'ho-so-day-du.pdf',
  tables_file: '12-danh-sach-va-bang-bieu.xlsx',
  package_file: 'ho-so.zip',
  headings: [
    { id: 'national', title: 'Quốc hiệu và Tiêu ngữ', mark: 'verified' },
    { id: 'party', title: 'Đảng Cộng sản Việt Nam', mark: 'unchecked' },
  ],
  heading: 'national',
  ballots_per_sheet: [1, 2, 4],
  furthest_offset: 50,
  scans: [],
  ...over,
});

export const page = (at: number) => ({
  bands: [{ top: 0, bottom: 841.89, svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
  page: at,
  pages: 3,
  width: 595.28,
  height: 841.89,
});

const nowhere = { title: '', symbol: '', date: null, issuer: '' };

const report = { date: null, sections: [{ heading: 'Thành tích', paragraphs: [''] }], confirmed_on: null };

const common = {
  award_form: 'bang_khen_ubnd_tinh',
  claims: [],
  summary: '',
  facts: [],
  earlier_awards: [],
  determinations: [],
  note: '',
};

/** A dossier as it is edited: one collective, one person, a council of two, no meeting yet. */
export const content = (over: Partial<Dossier> = {}): Dossier => ({
  id: 'mau',
  plan: { id: 'nam-dinh-cchc-2021-2025', version: 1, number: '', date: null },
  round: 'hang-nam',
  year: 2024,
  judged_on: null,
  late_justification: '',
  unit: {
    name: 'Sở Tư pháp tỉnh Nam Định',
    parent: 'Ủy ban nhân dân tỉnh Nam Định',
    parent_heading: '',
    kind: 'department',
    symbol: 'STP',
    place: 'Nam Định',
    facts: [],
  },
  letter: {
    number: null,
    date: null,
    legal_bases: [],
    further_bases: [],
    signatory: { name: 'Lê Văn Bình', position: 'Giám đốc', mode: 'own', principal: '' },
    recipients: [],
    archive: '',
  },
  nominees: [
    {
      ...common,
      id: 'van-phong',
      name: 'Văn phòng Sở',
      person: {
        collective: {
          parent: '',
          address: '',
          phone: '',
          fax: '',
          website: '',
          structure: '',
          duties: '',
          head: '',
          head_position: '',
        },
      },
      report,
    },
    {
      ...common,
      id: 'hang',
      name: 'Đỗ Thị Hằng',
      person: {
        individual: {
          gender: 'female',
          birth_date: null,
          hometown: '',
          residence: '',
          position: 'Chuyên viên',
          workplace: 'Văn phòng Sở',
          qualification: '',
          phone: '',
          is_head: false,
        },
      },
      report,
    },
  ],
  council: {
    name: 'Hội đồng Thi đua - Khen thưởng Sở Tư pháp',
    decision: nowhere,
    members: [
      { id: 'chu-tich', name: 'Lê Văn Bình', position: 'Giám đốc', role: 'chair' },
      { id: 'thu-ky', name: 'Trần Thị Mai', position: 'Chánh Văn phòng', role: 'member_secretary' },
    ],
    rule: null,
  },
  meeting: null,
  evidence: [],
  ...over,
});
