/** `2025-02-27` as a person writes it, `27/02/2025`. */
export function shown(iso: string): string {
  const [year, month, day] = iso.split('-');
  return year && month && day ? `${day}/${month}/${year}` : iso;
}

/** A day as a person writes it (`27/2/2025`) to `2025-02-27`; null where there is no such day. */
export function parsed(text: string): string | null {
  const found = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/.exec(text);
  if (!found) return null;
  const [day, month, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** An instant as a person writes it by the clock of its own day, `10:05 27/02/2025`. */
export function instant(iso: string): string {
  const [day, time] = iso.split('T');
  return time ? `${time.slice(0, 5)} ${shown(day ?? '')}` : shown(iso);
}
