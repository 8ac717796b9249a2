import { plainValue } from "#mock-server/contract/describe-value.ts";
import { escapePointer } from "#mock-server/contract/read-fields.ts";
import { plainName } from "#mock-server/contract/read-operations.ts";
import { changeAt, changeJson, keysOf, moveAt, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";
import { nearestName } from "./nearest-name.ts";
import { namesAt } from "./schema-at.ts";

type Place = Pick<Subject, "contract" | "operation">;

// More than these are no slips.
const mostNames = 20;

/** A property that the contract does not know: the one that is meant, by its synonyms or its letters, or that it has to go. */
export const unknownName: Recogniser = (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  const taken = new Set<string>();
  return bodyProblemsOf(subject)
    .filter(({ check, rule }) => check === "validate" && rule === "unknown-property")
    .slice(0, mostNames)
    .map(({ pointer, expected }) => {
      const meant = meantPlace(subject, keysOf(pointer), read.value);
      const target = meant === undefined ? undefined : pointerOf(meant);
      if (meant === undefined || target === undefined || taken.has(target)) return leaveOut(pointer, expected);
      taken.add(target);
      return rename(pointer, meant);
    });
};

/** The place that is meant by a name, if nothing stands there yet. */
function meantPlace(subject: Subject, keys: readonly string[], body: unknown): readonly string[] | undefined {
  const place = findMeant(subject, keys);
  const there = place === undefined ? undefined : valueAt(body, place);
  return there === undefined || isEmpty(there) ? place : undefined;
}

function findMeant(subject: Place, keys: readonly string[]): readonly string[] | undefined {
  const parent = keys.slice(0, -1);
  const written = keys.at(-1) ?? "";
  const around = namesAt(subject, parent);
  const sameLetters = around.find((name) => plainName(name) === plainName(written));
  if (sameLetters !== undefined) return [...parent, sameLetters];
  const synonyms = subject.operation?.synonyms ?? {};
  const plain = plainName(written);
  const synonym = Object.hasOwn(synonyms, plain) ? synonyms[plain]?.split(".") : undefined;
  // Inside an object only what is meant to stand there: userId in initiator is initiator.id.
  if (synonym !== undefined && (parent.length === 0 || synonym.slice(0, -1).join() === parent.join())) return synonym;
  const near = nearestName(written, around);
  if (near !== undefined) return [...parent, near];
  const nearSynonym = parent.length === 0 ? nearestName(written, Object.keys(synonyms)) : undefined;
  return nearSynonym === undefined ? undefined : synonyms[nearSynonym]?.split(".");
}

/** The name of a property that is meant by an unknown one, for a line of a log. */
export function meantName(subject: Place, pointer: string): string | undefined {
  return findMeant(subject, keysOf(pointer))?.join(".");
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

function rename(pointer: string, meant: readonly string[]): Finding {
  const keys = keysOf(pointer);
  const target = pointerOf(meant);
  return bodyFinding({
    pointer,
    rule: "wrong-name",
    expected: `the property ${meant.join(".")}`,
    found: `the unknown property ${JSON.stringify(plainValue(keys.at(-1) ?? ""))}`,
    suggestion: `Call it ${meant.join(".")}.`,
    change: `${placeName(pointer)} -> ${placeName(target)}`,
    fix: (request) => changeJson(request, (body) => moveAt(body, keys, meant)),
  });
}

function leaveOut(pointer: string, expected: string): Finding {
  const keys = keysOf(pointer);
  return bodyFinding({
    pointer,
    rule: "unknown-property",
    expected,
    found: `the unknown property ${JSON.stringify(plainValue(keys.at(-1) ?? ""))}`,
    suggestion: "Leave it out: this contract has no such property here.",
    change: `${placeName(pointer)} left out`,
    fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => undefined)),
  });
}

function pointerOf(keys: readonly string[]): string {
  return keys.map((key) => `/${escapePointer(key)}`).join("");
}
