/** Zoom factors the buttons step through; 1 is the paper's true size. */
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
const EDGE = 0.005;

export const larger = (factor: number): number =>
  STEPS.find((step) => step > factor + EDGE) ?? STEPS[STEPS.length - 1] ?? factor;

export const smaller = (factor: number): number =>
  STEPS.findLast((step) => step < factor - EDGE) ?? STEPS[0];

/** Points to CSS pixels. */
export const pixels = (points: number): number => (points * 96) / 72;

/** The factor at which a paper fills the width of its pane. */
export const fitting = (paper: number, pane: number): number =>
  Math.min(1.5, Math.max(0.25, pane / pixels(paper)));
