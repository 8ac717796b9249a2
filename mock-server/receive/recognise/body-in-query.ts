import type { Contract } from "#mock-server/contract/contract.ts";
import { asFields, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import {
  changeAt,
  headerOf,
  readJson,
  valueAt,
  withBody,
  withHeader,
  withJson,
} from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { splitTarget, withPath } from "./target.ts";

/** Properties of the body that stand in the query, where nobody looks for them. */
export const recogniseBodyInQuery: Recogniser = ({ request, contract, operation }) => {
  if (operation?.body?.mediaType !== "application/json") return [];
  const declared = new Set(operation.parameters.map(({ name }) => name));
  const properties = propertiesOf(contract, operation.body.schema);
  const { path, query } = splitTarget(request.path);
  return [...new Set(new URLSearchParams(query).keys())]
    .filter((name) => !declared.has(name) && Object.hasOwn(properties, name))
    .map((name) => ({
      problem: {
        check: "match",
        in: "query",
        pointer: name,
        rule: "body-in-query",
        expected: `${name} in the JSON body`,
        found: `${name} in the query`,
        suggestion: `Move ${name} from the query into the body of ${operation.method} ${path}.`,
      },
      fix: (other) => moveIntoBody(other, name),
      change: `query ${name} -> body.${name}`,
    }));
};

/** Parameters of the query that stand in the body of an operation that takes none. */
export const recogniseQueryInBody: Recogniser = ({ request, operation }) => {
  if (operation === undefined || operation.body !== undefined) return [];
  const body = asFields(jsonOf(request));
  if (body === undefined) return [];
  const sent = new URLSearchParams(splitTarget(request.path).query);
  const names = operation.parameters.flatMap(({ name, in: place }) => (place === "query" ? [name] : []));
  return names
    .filter((name) => Object.hasOwn(body, name) && !sent.has(name))
    .map((name) => ({
      problem: {
        check: "match",
        in: "query",
        pointer: name,
        rule: "query-in-body",
        expected: `${name} in the query`,
        found: `${name} in a body that ${operation.method} does not take`,
        suggestion: `Move ${name} into the query: ${operation.path}?${name}=...`,
      },
      explains: { in: "query", pointer: name },
      fix: (other) => moveIntoQuery(other, name),
      change: `body.${name} -> query ${name}`,
    }));
};

function jsonOf(request: DiagnosedRequest): unknown {
  const read = readJson(request);
  return read.kind === "json" ? read.value : undefined;
}

function moveIntoBody(request: DiagnosedRequest, name: string): DiagnosedRequest {
  const { path, query } = splitTarget(request.path);
  const parameters = new URLSearchParams(query);
  const value = parameters.get(name);
  if (value === null) return request;
  parameters.delete(name);
  const moved = withPath(request, path, parameters.toString());
  if (moved.body.length === 0) {
    const typed =
      headerOf(moved, "content-type") === undefined ? withHeader(moved, "Content-Type", "application/json") : moved;
    return withJson(typed, { [name]: value });
  }
  const read = readJson(moved);
  if (read.kind === "text" || valueAt(read.value, [name]) !== undefined) return moved;
  return withJson(
    moved,
    changeAt(read.value, [name], () => value),
  );
}

function moveIntoQuery(request: DiagnosedRequest, name: string): DiagnosedRequest {
  const body = asFields(jsonOf(request));
  if (body === undefined || !Object.hasOwn(body, name)) return request;
  const { path, query } = splitTarget(request.path);
  const parameters = new URLSearchParams(query);
  for (const value of [body[name]].flat()) parameters.append(name, String(value));
  const rest = Object.fromEntries(Object.entries(body).filter(([other]) => other !== name));
  const moved = withPath(request, path, parameters.toString());
  return Object.keys(rest).length === 0 ? withBody(moved, Buffer.alloc(0)) : withJson(moved, rest);
}

function propertiesOf(contract: Contract, pointer: string): Readonly<Fields> {
  let schema = asFields(lookUp(contract.document, pointer));
  // A schema of the contract is at most a reference to one of its components.
  const reference = schema?.["$ref"];
  if (typeof reference === "string") schema = asFields(lookUp(contract.document, reference.slice(1)));
  return asFields(schema?.["properties"]) ?? {};
}
