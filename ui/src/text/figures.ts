const number = new Intl.NumberFormat('vi-VN');

/** A count as Vietnamese writes it: `1.234`. */
export const n = (value: number): string => number.format(value);
