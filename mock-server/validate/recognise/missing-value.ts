import { asFields, type Fields } from "#mock-server/contract/read-fields.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";
import { schemaAt } from "./schema-at.ts";

/** A required property that is not there, with a value that the org has or that the schema admits. */
export const missingValue: Recogniser = async (subject) => {
  const { request, operation } = subject;
  if (operation?.body === undefined || operation.body.mediaType !== "application/json") return [];
  const read = readJson(request);
  if (read.kind === "text") return [];
  const missing = bodyProblemsOf(subject).filter(
    ({ check, rule }) => check === "validate" && rule === "missing-property",
  );
  const findings = [];
  for (const { pointer } of missing.slice(0, 20)) {
    const keys = keysOf(pointer);
    // A required object around it is missing as well, and brings it along.
    const value = await exampleOf(subject, keys);
    if (value === undefined) continue;
    findings.push(
      bodyFinding({
        pointer,
        rule: "missing-property",
        expected: "a value",
        found: "nothing",
        suggestion: `Add ${placeName(pointer)}; it is required.`,
        change: `${placeName(pointer)} added (an example: ${JSON.stringify(value).slice(0, 80)})`,
        fix: (one) =>
          withJsonType(
            changeJson(one, (body) => (valueAt(body, keys) === undefined ? changeAt(body, keys, () => value) : body)),
          ),
      }),
    );
  }
  return findings;
};

function withJsonType(request: Subject["request"]): Subject["request"] {
  return request.headers.some(([name]) => name.toLowerCase() === "content-type")
    ? request
    : withHeader(request, "Content-Type", "application/json");
}

/** A value that the place admits: an id of the org where it has to be one, else what the schema says. */
async function exampleOf(subject: Subject, keys: readonly string[]): Promise<unknown> {
  const schema = schemaAt(subject, keys);
  const reference = asFields(schema?.["x-reference"]);
  if (reference !== undefined) {
    const users = await subject.org.users.list();
    return users.find(({ state }) => state === reference["state"])?.id;
  }
  if (keys.at(-1) === "flowId") {
    const types = subject.operation?.launchableTypes ?? [];
    const flows = await subject.org.flows.list();
    return flows.find(
      ({ state, type, inputSchema }) => state === "published" && types.includes(type) && inputSchema === undefined,
    )?.id;
  }
  return exampleOfSchema(subject, keys, schema);
}

async function exampleOfSchema(
  subject: Subject,
  keys: readonly string[],
  schema: Readonly<Fields> | undefined,
): Promise<unknown> {
  const allowed = schema?.["enum"];
  if (Array.isArray(allowed)) return allowed[0];
  const types = schema?.["type"];
  const type = Array.isArray(types) ? types.find((name) => name !== "null") : types;
  switch (type) {
    case "object": {
      const required = Array.isArray(schema?.["required"]) ? schema["required"].map(String) : [];
      const entries: [string, unknown][] = [];
      for (const name of required) entries.push([name, await exampleOf(subject, [...keys, name])]);
      return Object.fromEntries(entries);
    }
    case "array":
      return [];
    case "integer":
    case "number":
      return typeof schema?.["minimum"] === "number" ? schema["minimum"] : 1;
    case "boolean":
      return true;
    case "string":
      return keys.at(-1) === "email" ? "jane.doe@example.com" : "example";
    default:
      return undefined;
  }
}
