import { asFields } from "#mock-server/contract/read-fields.ts";
import { findMistakes } from "./check-body.ts";

/** One line per thing that is wrong with an org as data: its form, and ids that two entities of a kind share. */
export function findOrgMistakes(data: unknown): string[] {
  const mistakes = findMistakes("org", data);
  return mistakes.length > 0 ? mistakes : Object.entries(asFields(data) ?? {}).flatMap(findSharedIds);
}

function findSharedIds([collection, entities]: readonly [string, unknown]): string[] {
  const seen = new Set<unknown>();
  return (Array.isArray(entities) ? entities : []).flatMap((entity, position) => {
    const fields = asFields(entity) ?? {};
    const name = collection === "tokens" ? "accessToken" : "id";
    const id = fields[name];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    // A token is not repeated in a message.
    const value = name === "id" ? ` ${JSON.stringify(id)}` : "";
    return [`/${collection}/${position}/${name}${value} stands there twice; expected one of its own for each`];
  });
}
