const spelled = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 });

/** A number as Vietnamese writes it: 1234.5 as `1.234,5`. */
export function shownNumber(value: number | null): string {
  return value === null ? '' : spelled.format(value);
}

/** What a person wrote (`91,5`, `91.5`, `1.234,5`, `91,5 %`); null where it is no number. */
export function parsedNumber(text: string): number | null {
  const bare = text.replace(/[\s%]/g, '');
  if (!/^-?\d+([.,]\d+)*$/.test(bare)) return null;
  const grouped = /^-?\d{1,3}(\.\d{3})+$/.test(bare);
  const plain = bare.includes(',') || grouped ? bare.replaceAll('.', '').replace(',', '.') : bare;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
