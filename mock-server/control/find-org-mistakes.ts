import { asFields } from "#mock-server/contract/read-fields.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { findMistakes } from "./check-body.ts";
import { findFlowMistakes } from "./find-flow-mistakes.ts";

/** One line per thing that is wrong with an org as data: its form, and ids that two entities of a kind share. */
export function findOrgMistakes(data: unknown): string[] {
  const mistakes = findMistakes("org", data);
  if (mistakes.length > 0) return mistakes;
  const collections = asFields(data) ?? {};
  const flows = Array.isArray(collections["flows"]) ? collections["flows"] : [];
  return [
    ...Object.entries(collections).flatMap(findSharedIds),
    // Has the form of flows, as was just found.
    ...flows.flatMap((flow: Flow, position) => findFlowMistakes(flow, `/flows/${position}`)),
  ];
}

/** Collections whose entities are known by a secret, and its name. */
const secretIds: Readonly<Record<string, string>> = {
  tokens: "accessToken",
  authorizationCodes: "code",
  refreshTokens: "refreshToken",
};

function findSharedIds([collection, entities]: readonly [string, unknown]): string[] {
  const seen = new Set<unknown>();
  return (Array.isArray(entities) ? entities : []).flatMap((entity, position) => {
    const fields = asFields(entity) ?? {};
    const name = secretIds[collection] ?? "id";
    const id = fields[name];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    // A secret is not repeated in a message.
    const value = name === "id" ? ` ${JSON.stringify(id)}` : "";
    return [`/${collection}/${position}/${name}${value} stands there twice; expected one of its own for each`];
  });
}
