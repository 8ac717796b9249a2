import type { ReadRequest } from "#explain/read/reading.ts";
import { asList, asRecord } from "#harness/scenario/document/document-value.ts";
import { parseYaml } from "#harness/scenario/document/parse-yaml.ts";
import { suggestName } from "#harness/scenario/nearest-name.ts";

/** A report of the catalogue, as far as a scenario is made of it. */
export interface Report {
  readonly id: string;
  readonly title: string;
  readonly read: ReadRequest;
  readonly reported?: { readonly status?: number; readonly body?: unknown };
  readonly claims: readonly { readonly claim: string; readonly by: "asker" | "answer" }[];
}

export type FoundReport =
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "none"; readonly message: string };

/** Where the catalogue of reports stands, from the project's folder. */
export const catalogueFile = "scenarios/reported/catalogue.yaml";

/** Finds a report in the text of the catalogue. One that shows no request cannot be reproduced. */
export function readReport(text: string, id: string): FoundReport {
  const { value, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem !== undefined) return none(`${catalogueFile}:${problem.line}: ${problem.message}`);
  const entries = asList(value).map(asRecord);
  const entry = entries.find((candidate) => candidate["id"] === id);
  if (entry === undefined) {
    const ids = entries.flatMap((candidate) => (typeof candidate["id"] === "string" ? [candidate["id"]] : []));
    return none(`expected the id of a report in ${catalogueFile}, found "${id}"${suggestName(id, ids)}`);
  }
  const request = asRecord(entry["request"]);
  const [method, path] = [request["method"], request["path"]];
  if (typeof method !== "string" || typeof path !== "string") {
    return none(
      `the report ${id} shows no request with a method and a path, so there is nothing to reproduce; see its source: ${entry["source"]}`,
    );
  }
  const response = asRecord(entry["response"]);
  const { status } = response;
  const reported = {
    ...(typeof status === "number" ? { status } : {}),
    ...(response["body"] === undefined ? {} : { body: response["body"] }),
  };
  return {
    kind: "report",
    report: {
      id,
      title: typeof entry["title"] === "string" ? entry["title"] : id,
      read: {
        request: { method, path, headers: headersOf(request, path), body: bodyOf(request["body"]) },
        ...(typeof status === "number" ? { answered: { status } } : {}),
      },
      ...(Object.keys(reported).length === 0 ? {} : { reported }),
      claims: asList(entry["claims"]).map(asRecord).flatMap(readClaim),
    },
  };
}

function none(message: string): FoundReport {
  return { kind: "none", message };
}

/** Reports seldom show the token and the type of the body, without which nobody would get as far as they did. */
function headersOf(request: Readonly<Record<string, unknown>>, path: string): readonly (readonly [string, string])[] {
  const written = Object.entries(asRecord(request["headers"])).map(([name, value]) => [name, String(value)] as const);
  const isLogin = path.startsWith("/oauth/");
  const form = isLogin ? "application/x-www-form-urlencoded" : "application/json";
  const defaults = [
    ...(isLogin ? [] : [["Authorization", "Bearer <token>"] as const]),
    ...(request["body"] === undefined ? [] : [["Content-Type", form] as const]),
  ];
  const names = written.map(([name]) => name.toLowerCase());
  return [...defaults.filter(([name]) => !names.includes(name.toLowerCase())), ...written];
}

function bodyOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function readClaim({ claim, by }: Readonly<Record<string, unknown>>): Report["claims"] {
  return typeof claim === "string" ? [{ claim, by: by === "asker" ? "asker" : "answer" }] : [];
}
