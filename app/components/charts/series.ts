/** One line, or one layer of the bars. */
export interface ChartSeries {
  id: string;
  label: string;
  /** A CSS colour. */
  colour: string;
  /** One for each bucket; null where there is nothing to say. */
  values: readonly (number | null)[];
}

/** An hour or day, as people read it: short below the chart, long in its tooltip and table. */
export interface BucketLabel {
  short: string;
  long: string;
}

export const palette = [1, 2, 3, 4, 5, 6, 7].map((number) => `var(--chart-${number})`);
export const restColour = "var(--chart-rest)";

/** The next round number at or above: where the axis ends. */
export function axisEnd(most: number): number {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= most * (1 - 1e-9)) ?? 10;
  // Half a request cannot be drawn; half a millisecond can, but nobody asks for it.
  return Math.max(step * power, 1);
}
