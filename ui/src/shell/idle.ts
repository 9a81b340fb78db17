const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Tells once nobody has touched keyboard or mouse for so many minutes; never for 0. The answer ends the watch.
 * The clock is looked at, not a timer alone: a PC that slept has been left alone, too.
 */
export function watchIdle(minutes: number, tell: () => void): (() => void) | undefined {
  if (minutes === 0) return undefined;
  const limit = minutes * 60_000;
  let last = Date.now();
  const left = () => Date.now() - last >= limit;
  const touched = () => {
    // Whoever wakes the PC after the time does not keep it open by doing so.
    if (left()) return;
    last = Date.now();
  };
  SIGNS.forEach((sign) => window.addEventListener(sign, touched, { capture: true, passive: true }));
  const timer = setInterval(() => left() && ((last = Date.now()), tell()), Math.min(5_000, limit));
  return () => {
    clearInterval(timer);
    SIGNS.forEach((sign) => window.removeEventListener(sign, touched, { capture: true }));
  };
}
