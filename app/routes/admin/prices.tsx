import { data } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { PriceForm, type PriceAnswer } from "#app/components/prices/price-form";
import { PriceTable } from "#app/components/prices/price-table";
import { priceRefusalText } from "#app/components/prices/refusal-text";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireOperator } from "#app/session/require-operator";
import { refusalStatus } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { listPrices } from "#workers/services/prices/list";
import { removePrice } from "#workers/services/prices/remove";
import { setPrice } from "#workers/services/prices/set";
import { valuesOf } from "../instances/refused.server";
import { valueOf } from "../instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.prices_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireOperator(args);
  const prices = valueOf(await listPrices(ctx));
  const asked = prices.find(({ model }) => model === new URL(args.request.url).searchParams.get("model"));
  const { model, own, published } = asked ?? {};
  const shown = { model, ...(own ?? published) };
  const values = ["model", "input", "cachedInput", "output", "minute"].flatMap((name) => {
    const value = shown[name as keyof typeof shown];
    return value == null ? [] : [[name, String(value)]];
  });
  const write = new Intl.DateTimeFormat(getLocale(), { dateStyle: "medium", timeZone: "UTC" });
  return {
    prices,
    values: Object.fromEntries(values) as Record<string, string>,
    // Written once, here: browsers and servers may differ in how they write a date.
    since: Object.fromEntries(
      prices.flatMap(({ model, published }) => (published ? [[model, write.format(Date.parse(published.from))]] : [])),
    ) as Record<string, string>,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireOperator(args);
  const form = await args.request.formData();
  const intent = String(form.get("intent") ?? "");
  const values = valuesOf(form);
  const { model = "" } = values;
  const verbs = { set: () => setPrice(ctx, priceOfForm(values)), remove: () => removePrice(ctx, { model }) };
  if (intent !== "set" && intent !== "remove") throw new Response(null, { status: 400 });
  const outcome = await verbs[intent]();
  if (outcome.ok) return { intent, model: outcome.value.model } satisfies PriceAnswer;
  const { refusal } = outcome;
  const status = refusal.code === "invalid_input" ? 422 : refusalStatus[refusal.code];
  return data(
    { intent, model, refusal, values, error: priceRefusalText(refusal) } satisfies PriceAnswer & { error: string },
    { status },
  );
}

/** An empty field is no figure, which only some may be. */
function priceOfForm({ model, ...typed }: Record<string, string>) {
  const figure = (name: string) => (typed[name]?.trim() ? Number(typed[name]) : null);
  return {
    model,
    input: figure("input"),
    cachedInput: figure("cachedInput"),
    output: figure("output"),
    minute: figure("minute"),
  };
}

/** What models cost, for whoever runs the deployment: what providers publish, and what was agreed instead. */
export default function Prices() {
  const { prices, values, since } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<PriceAnswer>();
  return (
    <>
      <PageHeader title={m.prices_title()} description={m.prices_description()} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card>
          <CardHeader>
            <CardTitle description={m.prices_form_note()}>
              {values.model ? m.prices_form_change({ model: values.model }) : m.prices_form()}
            </CardTitle>
          </CardHeader>
          <CardBody>
            <PriceForm
              key={values.model ?? ""}
              values={values}
              models={prices.map(({ model }) => model)}
              answer={answer}
            />
          </CardBody>
        </Card>
        <PriceTable prices={prices} since={since} />
      </div>
    </>
  );
}
