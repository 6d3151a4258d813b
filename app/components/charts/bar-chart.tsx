import { bucketWidth, Plot, plotHeight } from "./plot";
import { axisEnd, type BucketLabel, type ChartSeries } from "./series";

interface BarChartProps {
  label: string;
  buckets: readonly BucketLabel[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
}

/** Amounts over time, each bar the sum of its layers. */
export function BarChart({ label, buckets, series, format }: BarChartProps) {
  const sums = buckets.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const end = axisEnd(Math.max(0, ...sums));
  const below = buckets.map(() => 0);
  const layers = series.map(({ id, colour, values }) => {
    // One path a layer: a month of hours would be thousands of rectangles.
    const path = values.map((value, index) => {
      if (!value) return "";
      const top = plotHeight - (((below[index] ?? 0) + value) / end) * plotHeight;
      const height = (value / end) * plotHeight;
      below[index] = (below[index] ?? 0) + value;
      return `M${index * bucketWidth + gap / 2} ${round(top)}h${bucketWidth - gap}v${round(height)}h${gap - bucketWidth}z`;
    });
    return { id, colour, path: path.join("") };
  });
  return (
    <Plot label={label} buckets={buckets} series={series} end={end} format={format}>
      {layers.map(({ id, colour, path }) => (
        <path key={id} d={path} fill={colour} />
      ))}
    </Plot>
  );
}

const gap = 2;

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
