import { bucketWidth, Plot, plotHeight } from "./plot";
import { axisEnd, type BucketLabel, type ChartSeries } from "./series";

interface LineChartProps {
  label: string;
  buckets: readonly BucketLabel[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
}

/** Levels over time. Where there is nothing to say the line has a gap. */
export function LineChart({ label, buckets, series, format }: LineChartProps) {
  const end = axisEnd(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  return (
    <Plot label={label} buckets={buckets} series={series} end={end} format={format}>
      {series.map(({ id, colour, values }) => (
        <path
          key={id}
          d={pathOf(values, end)}
          fill="none"
          stroke={colour}
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </Plot>
  );
}

function pathOf(values: readonly (number | null)[], end: number): string {
  let path = "";
  values.forEach((value, index) => {
    if (value === null) return;
    const x = (index + 0.5) * bucketWidth;
    const y = Math.round((plotHeight - (value / end) * plotHeight) * 100) / 100;
    // A line of no length is drawn as a dot, so that a value between two gaps is seen.
    path += values[index - 1] == null ? `M${x} ${y}h0` : `L${x} ${y}`;
  });
  return path;
}
