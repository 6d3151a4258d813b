import { useFetcher } from "@remix-run/react";
import { dollars } from "#app/components/bots/money";
import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { TextLink } from "#app/components/ui/text-link";
import { Time } from "#app/components/ui/time";
import type { PriceView, WrittenPrice } from "#workers/domain/model-price";
import { m } from "#workers/i18n/paraglide/messages";
import type { PriceAnswer } from "./price-form";
import { priceRefusalText } from "./refusal-text";

interface PriceTableProps {
  prices: readonly PriceView[];
  /** When the published prices began, in words. */
  since: Readonly<Record<string, string>>;
}

/** What each model costs, and who says so. */
export function PriceTable({ prices, since }: PriceTableProps) {
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{m.prices_model()}</TH>
            <TH numeric>{m.prices_input()}</TH>
            <TH numeric>{m.prices_cached()}</TH>
            <TH numeric>{m.prices_output()}</TH>
            <TH numeric>{m.prices_minute()}</TH>
            <TH>{m.prices_source()}</TH>
            <TH>
              <span className="sr-only">{m.prices_actions()}</span>
            </TH>
          </TR>
        </THead>
        <TBody>
          {prices.map((price) => (
            <Row key={price.model} price={price} since={since[price.model]} />
          ))}
        </TBody>
      </Table>
    </Card>
  );
}

function Row({ price: { model, published, own }, since }: { price: PriceView; since: string | undefined }) {
  const fetcher = useFetcher<PriceAnswer>({ key: `price:${model}` });
  const held = own ?? published;
  if (!held) return null;
  const refusal = (fetcher.data as PriceAnswer | undefined)?.refusal;
  return (
    <TR data-price={model}>
      <TD className="sm:max-w-56">
        <span className="font-medium break-words text-ink">{model}</span>
      </TD>
      <TD numeric label={m.prices_input()}>
        {dollars(held.input)}
      </TD>
      <TD numeric label={m.prices_cached()}>
        {dollars(held.cachedInput ?? held.input)}
      </TD>
      <TD numeric label={m.prices_output()}>
        {dollars(held.output)}
      </TD>
      <TD numeric label={m.prices_minute()}>
        {held.minute === null ? "–" : dollars(held.minute)}
      </TD>
      <TD label={m.prices_source()}>
        {own ? (
          <span className="grid gap-0.5">
            <span className="flex flex-wrap items-center gap-x-1.5">
              <Badge tone="accent">{m.prices_own()}</Badge>
              <span className="text-[0.8125rem] text-ink-soft">
                <Time at={own.updatedAt} />
              </span>
            </span>
            {published ? (
              <span className="text-xs text-ink-faint">{m.prices_published_as({ price: inShort(published) })}</span>
            ) : null}
          </span>
        ) : (
          <span className="text-[0.8125rem] text-ink-soft sm:whitespace-nowrap">
            {m.prices_published({ date: since ?? "" })}
          </span>
        )}
      </TD>
      <TD>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:justify-end xl:flex-nowrap">
          <TextLink to={`/admin/prices?model=${encodeURIComponent(model)}`}>
            {m.prices_change()}
            <span className="sr-only"> {model}</span>
          </TextLink>
          {own ? (
            <fetcher.Form method="post">
              <input type="hidden" name="model" value={model} />
              <Button
                type="submit"
                size="small"
                name="intent"
                value="remove"
                pending={fetcher.state !== "idle"}
                aria-label={published ? m.prices_restore_named({ model }) : m.prices_remove_named({ model })}
              >
                {published ? m.prices_restore() : m.prices_remove()}
              </Button>
            </fetcher.Form>
          ) : null}
        </div>
        {refusal ? (
          <p role="alert" className="text-[0.8125rem] text-bad-ink">
            {priceRefusalText(refusal)}
          </p>
        ) : null}
      </TD>
    </TR>
  );
}

function inShort({ input, cachedInput, output, minute }: WrittenPrice): string {
  const tokens = [input, cachedInput ?? input, output].map(dollars).join(" / ");
  return minute === null ? tokens : dollars(minute);
}
