import { distance } from "fastest-levenshtein";
import type { DiagnosedProblem } from "#mock-server/diagnose/diagnosis.ts";
import type { IdKind } from "./id-places.ts";
import { fits, type NamedEntity, nouns } from "./named-entities.ts";

/** What is the matter with an id that nothing of its kind has. */
export type IdTrouble = Pick<DiagnosedProblem, "rule" | "found" | "suggestion"> & {
  /** The id that was meant, where that is known. */
  readonly meant?: string;
};

// So many letters differ at most in an id that was copied badly.
const mostLetters = 3;
const longest = 200;
const hyphened = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Compares an id that was not found with all that the org has. */
export function explainId(value: string, kind: IdKind, entities: readonly NamedEntity[]): IdTrouble {
  const shown = JSON.stringify(value.slice(0, 60));
  const wanted = entities.filter((entity) => fits(kind, entity));
  const other = entities.find(({ id }) => id === value);
  if (other !== undefined) {
    return {
      rule: "id-of-another-kind",
      found: `the id of ${other.noun}${other.names[0] === undefined ? "" : `, ${JSON.stringify(other.names[0])}`}`,
      suggestion: `Send the id of ${nouns[kind]} in its place.`,
    };
  }
  if (value.length <= longest) {
    const trouble = findDamage(value, wanted, shown) ?? findName(value, wanted, kind);
    if (trouble !== undefined) return trouble;
  }
  return hyphened.test(value)
    ? { rule: "id-unknown", found: `${shown}, which this org does not have`, suggestion: listKnown(kind, wanted) }
    : { rule: "id-malformed", found: `${shown}, ${describeShape(value)}`, suggestion: listKnown(kind, wanted) };
}

/** An id of the org that was damaged on its way: written in other letters, without hyphens, with something around it. */
function findDamage(value: string, wanted: readonly NamedEntity[], shown: string): IdTrouble | undefined {
  const meantBy = (rule: string, found: string, id: string): IdTrouble => ({
    rule,
    found: `${shown}, ${found}`,
    suggestion: `Send ${id}.`,
    meant: id,
  });
  const lower = value.toLowerCase();
  const sameLetters = wanted.find(({ id }) => id.toLowerCase() === lower);
  if (sameLetters !== undefined)
    return meantBy("id-in-capitals", "an id of this org in letters of another case", sameLetters.id);
  const bare = bareId(lower);
  const sameDigits = bare.length < 8 ? undefined : wanted.find(({ id }) => bareId(id.toLowerCase()) === bare);
  if (sameDigits !== undefined) {
    const around = /[^0-9a-f-]/i.exec(value) !== null;
    return around
      ? meantBy("id-wrapped", "an id of this org with something around it or in it", sameDigits.id)
      : meantBy("id-without-hyphens", "an id of this org with its hyphens lost or misplaced", sameDigits.id);
  }
  const cut = value.length < 8 ? [] : wanted.filter(({ id }) => id.startsWith(lower) || lower.startsWith(id));
  if (cut.length === 1 && cut[0] !== undefined) {
    return meantBy("id-of-wrong-length", `${value.length} characters of an id that has ${cut[0].id.length}`, cut[0].id);
  }
  const [near, next] = wanted
    .filter(({ id }) => Math.abs(id.length - lower.length) <= mostLetters)
    .map((entity) => ({ entity, letters: distance(entity.id, lower) }))
    .toSorted((one, two) => one.letters - two.letters);
  // Of two that are as near, neither can be said to be meant.
  if (near === undefined || near.letters > mostLetters || next?.letters === near.letters) return undefined;
  const name = near.entity.names[0];
  return meantBy(
    "id-near-miss",
    `an id that differs in ${near.letters === 1 ? "one letter" : `${near.letters} letters`} from that of ${name === undefined ? near.entity.noun : JSON.stringify(name)}`,
    near.entity.id,
  );
}

/** A name or an email address where an id is wanted. */
function findName(value: string, wanted: readonly NamedEntity[], kind: IdKind): IdTrouble | undefined {
  const lower = value.trim().toLowerCase();
  const named = wanted.find(({ names }) => names.some((name) => name.toLowerCase() === lower));
  if (named === undefined) return undefined;
  const lookUp = kind === "flow" ? "GET /api/v2/flows?name=" : "POST /api/v2/users/search";
  return {
    rule: "name-instead-of-id",
    found: `${value.includes("@") ? "the email address" : "the name"} of ${named.noun}`,
    suggestion: `Send its id, ${named.id}; ${lookUp} finds ids by names.`,
    meant: named.id,
  };
}

/** What is left of an id without what people put around and into it. */
function bareId(value: string): string {
  return value.replace(/^urn:uuid:/, "").replace(/[^0-9a-z]/g, "");
}

function describeShape(value: string): string {
  const digits = value.replace(/[^0-9a-f]/gi, "").length;
  if (/^[0-9a-f-]+$/i.test(value) && value.length > 8) return `${digits} hexadecimal digits where a UUID has 32`;
  return "which is no UUID";
}

function listKnown(kind: IdKind, wanted: readonly NamedEntity[]): string {
  if (kind === "execution") {
    return wanted.length === 0
      ? "No flow has been launched yet; the answer of POST /api/v2/flows/executions has the id."
      : "Take the id from the answer of POST /api/v2/flows/executions; another org's is unknown here.";
  }
  const examples = wanted.slice(0, 3).map(({ id, names }) => `${id} (${names.at(-1) ?? ""})`);
  const list = kind === "flow" ? "GET /api/v2/flows" : "GET /api/v2/users";
  return `Take an id of this org, as ${list} lists them${examples.length === 0 ? "." : `: ${examples.join(", ")} ...`}`;
}
