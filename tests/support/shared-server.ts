import { server as serverTable } from "#workers/db/schema";
import { addServer } from "#workers/services/servers/add";
import { fakeEvolution, givenEvolutions, type FakeEvolution } from "./fake-evolution";
import { givenContext, givenInstance, givenTenant, type GivenTenant } from "./given";

/** An operator's Evolution server that several tenants share, played in the place of `fetch`. */
export async function givenSharedServer(): Promise<FakeEvolution> {
  const operator = givenContext().as({ kind: "operator", userId: "u1" });
  await operator.db.delete(serverTable);
  const fake = fakeEvolution(`https://evolution-${crypto.randomUUID()}.example`);
  givenEvolutions(fake);
  const { baseUrl, globalKey } = fake;
  const added = await addServer(operator, { name: "Shared", baseUrl, globalKey, capacity: 100, weight: 1 });
  if (!added.ok) throw new Error(added.refusal.message);
  return fake;
}

/** A tenant with one instance, `shop`, wherever new instances go. */
export async function givenShop(): Promise<{ given: GivenTenant; hash: string }> {
  const given = await givenTenant();
  const { hash } = await givenInstance(given, "shop");
  return { given, hash };
}
