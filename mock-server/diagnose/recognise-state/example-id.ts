import type { Operation } from "#mock-server/contract/operation.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import type { IdKind } from "./id-places.ts";

/** Something that the org has and that this operation takes, to show a request that works; nothing where it has none. */
export async function findExample(
  kind: IdKind,
  { org, operation }: { readonly org: Org; readonly operation: Operation },
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  switch (kind) {
    case "flow": {
      const flows = await org.flows.list();
      return flows.find((flow) => canBeLaunched(flow, operation)) ?? flows.find(({ state }) => state === "published");
    }
    case "user":
    case "subject":
      return (await org.users.list()).find(({ state }) => state === "active");
    case "execution":
      return (await org.executions.list()).at(-1);
    default:
      return kind satisfies never;
  }
}

/** Published, of a type that is launched, and without inputs that it asks for. */
function canBeLaunched({ state, type, inputSchema, neverSaved }: Flow, { launchableTypes }: Operation): boolean {
  if (state !== "published" || neverSaved === true) return false;
  return launchableTypes.length === 0 || (launchableTypes.includes(type) && inputSchema === undefined);
}
