import { asRecord } from "#harness/scenario/document/document-value.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import type { DraftRequest, GivenId, ScenarioDraft } from "./scenario-draft.ts";

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The flows and users that requests name and the default org lacks: they existed where the requests were sent. */
export function givenIds(
  requests: readonly DraftRequest[],
  org: Pick<OrgData, "flows" | "users">,
): ScenarioDraft["given"] {
  const flows = new Set<string>();
  const users = new Set<string>();
  const take = (ids: Set<string>, id: unknown) => {
    if (typeof id === "string" && uuid.test(id)) ids.add(id);
  };
  for (const { path, body } of requests) {
    for (const [, kind, id] of path.matchAll(/\/(flows|users)\/([^/?]+)/g)) take(kind === "flows" ? flows : users, id);
    const fields = asRecord(body);
    take(flows, fields["flowId"]);
    take(users, asRecord(fields["initiator"])["id"]);
  }
  const given = {
    flows: lacking([...flows], org.flows, "published"),
    users: lacking([...users], org.users, "active"),
  };
  const kept = Object.entries(given).filter(([, entities]) => entities.length > 0);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function lacking(ids: readonly string[], known: readonly { readonly id: string }[], state: string): readonly GivenId[] {
  return ids.filter((id) => !known.some((entity) => entity.id === id)).map((id) => ({ id, state }));
}
