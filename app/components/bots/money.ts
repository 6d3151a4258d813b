import { getLocale } from "#workers/i18n/paraglide/runtime";

/** US dollars, as providers bill; with as many digits as a small amount needs to be told from nothing. */
export function dollars(amount: number): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.01 ? 6 : amount < 1 ? 4 : 2;
  return new Intl.NumberFormat(getLocale(), {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(amount);
}

export function figure(value: number): string {
  return new Intl.NumberFormat(getLocale()).format(value);
}

/** A share of a whole, in percent; a dash where there is no whole. */
export function percent(share: number | null): string {
  if (share === null) return "–";
  return new Intl.NumberFormat(getLocale(), { style: "percent", maximumFractionDigits: 1 }).format(share);
}

export function milliseconds(ms: number | null): string {
  if (ms === null) return "–";
  const inSeconds = ms >= 1_000;
  return new Intl.NumberFormat(getLocale(), {
    style: "unit",
    unit: inSeconds ? "second" : "millisecond",
    maximumFractionDigits: inSeconds ? 1 : 0,
  }).format(inSeconds ? ms / 1_000 : ms);
}
