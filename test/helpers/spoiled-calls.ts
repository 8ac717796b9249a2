import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { asFields, lookUp } from "#mock-server/contract/read-fields.ts";
import type { GoodCall } from "./good-calls.ts";

/** A good call with one thing changed, and what that is. */
export interface SpoiledCall {
  readonly what: string;
  readonly call: GoodCall;
}

/** Good calls of an operation with everything changed in turn that its contract says something about. */
export function spoilCall(contract: Contract, operation: Operation, good: GoodCall): SpoiledCall[] {
  return [
    ...spoilPath(operation, good),
    ...spoilQuery(operation, good),
    ...(operation.body === undefined ? [] : [...spoilHeaders(good), ...spoilBody(contract, operation.body, good)]),
  ];
}

const path = (good: GoodCall) => good.path.split("?", 1)[0] ?? "";

function spoilPath(operation: Operation, good: GoodCall): SpoiledCall[] {
  const segments = path(good).split("/");
  return operation.path.split("/").flatMap((template, position) => {
    if (!template.startsWith("{")) return [];
    return ["unknown", "00000000-0000-4000-8000-00000000dead"].map((id) => {
      const changed = segments.map((segment, place) => (place === position ? id : segment)).join("/");
      return { what: `${template} is ${id}`, call: { ...good, path: good.path.replace(path(good), changed) } };
    });
  });
}

const values = ["", "x", "-1", "0", "1", "2", "true", "any", "all", "99999999999", "2026-01-01T00:00:00Z"];

function spoilQuery(operation: Operation, good: GoodCall): SpoiledCall[] {
  const given = good.path.slice(path(good).length + 1);
  return operation.parameters.flatMap(({ name, in: place, schema }) => {
    if (place !== "query") return [];
    const without = new URLSearchParams(given);
    without.delete(name);
    const allowed = [...(schema.enum ?? []), ...(schema.itemsEnum ?? [])];
    const with_ = [...values, ...allowed].map((value) => `${name}=${encodeURIComponent(value)}`);
    return [...with_, ""].map((text) => {
      const query = [without.toString(), text].filter((part) => part !== "").join("&");
      return { what: `query ${query}`, call: { ...good, path: `${path(good)}?${query}` } };
    });
  });
}

function spoilHeaders(good: GoodCall): SpoiledCall[] {
  const changes = { "Content-Type": ["text/plain", "application/json; charset=latin1"], Accept: ["text/html"] };
  return Object.entries({ ...changes, "Content-Encoding": ["gzip"] }).flatMap(([name, texts]) =>
    texts.map((text) => ({
      what: `${name}: ${text}`,
      call: { ...good, headers: { ...good.headers, [name]: text } },
    })),
  );
}

function spoilBody(contract: Contract, body: NonNullable<Operation["body"]>, good: GoodCall): SpoiledCall[] {
  const texts = ["", "{", "null", "[]", '"text"', "{}"];
  return [...texts, ...(body.mediaType === "application/json" ? changedBodies(contract, body.schema, good) : [])].map(
    (text) => ({ what: `body ${text}`, call: { ...good, body: text } }),
  );
}

const wrong = [null, "", "text", 5, -1, 1.5, true, {}, [], [null], [{}], { unknown: 1 }];

/** The good body with each property that its schema declares left out, and of every other type. */
function changedBodies(contract: Contract, pointer: string, good: GoodCall): string[] {
  let schema = asFields(lookUp(contract.document, pointer));
  while (typeof schema?.["$ref"] === "string") schema = asFields(lookUp(contract.document, schema["$ref"].slice(1)));
  const fields = asFields(JSON.parse(good.body ?? "{}")) ?? {};
  const changed = Object.keys(asFields(schema?.["properties"]) ?? {}).flatMap((name) => [
    Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name)),
    ...wrong.map((value) => ({ ...fields, [name]: value })),
  ]);
  return [...changed, { ...fields, unknown: 1 }].map((value) => JSON.stringify(value));
}
