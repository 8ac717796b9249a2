import type { MatchedCall } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { describeValue } from "#mock-server/contract/describe-value.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import type { Org } from "#mock-server/org/org.ts";
import type { ValidationProblem } from "./faults.ts";
import { bodyProblem, missing } from "./problems-of-body.ts";
import { collectRules, type OneValueRule, type ReferenceRule, type SchemaRules } from "./schema-rules.ts";

const collected = new WeakMap<Contract, Map<string, SchemaRules>>();

/** Asks the questions of the contract's `x-` words that JSON schema has none for: values in two places, references to the org. */
export async function checkRules(body: unknown, call: MatchedCall, org: Org): Promise<ValidationProblem[]> {
  const rules = rulesOf(call);
  if (rules.oneValue.length === 0 && rules.references.length === 0) return [];
  const problems = rules.oneValue.flatMap((rule) => checkOneValue(body, rule));
  for (const rule of rules.references) problems.push(...(await checkReference(body, rule, org)));
  return problems;
}

function rulesOf({ contract, operation }: MatchedCall): SchemaRules {
  const pointer = operation.body?.schema ?? "";
  const ofContract = collected.get(contract) ?? new Map<string, SchemaRules>();
  const known = ofContract.get(pointer);
  if (known !== undefined) return known;
  const rules = collectRules(contract.document, pointer);
  collected.set(contract, ofContract.set(pointer, rules));
  return rules;
}

function checkOneValue(body: unknown, { places }: OneValueRule): ValidationProblem[] {
  const values = places.map((place) => valueAt(body, place)).filter((value) => value !== undefined);
  const first = places[0] ?? [];
  if (values.length === 0) return [missing(pointerOf(first))];
  const other = values.find((value) => value !== values[0]);
  if (other === undefined) return [];
  return [
    bodyProblem(pointerOf(places.at(-1) ?? first), {
      rule: "constraint",
      expected: `the same value as ${first.join(".")}, ${describeValue(values[0])}`,
      found: describeValue(other),
    }),
  ];
}

async function checkReference(body: unknown, rule: ReferenceRule, org: Org): Promise<ValidationProblem[]> {
  const id = valueAt(body, rule.place);
  if (typeof id !== "string") return [];
  const user = await org.users.get(id);
  if (user?.state === rule.state) return [];
  const found = user === undefined ? "an id that no user has" : `a user whose state is ${user.state}`;
  return [
    bodyProblem(pointerOf(rule.place), {
      rule: "reference",
      expected: `the id of an existing user whose state is ${rule.state}`,
      found,
    }),
  ];
}

function valueAt(body: unknown, place: readonly string[]): unknown {
  let value: unknown = body;
  for (const key of place) {
    const fields = asFields(value);
    if (fields === undefined || !Object.hasOwn(fields, key)) return undefined;
    value = fields[key];
  }
  return value;
}

function pointerOf(place: readonly string[]): string {
  return place.map((key) => `/${key}`).join("");
}
