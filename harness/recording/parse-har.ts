import { isRecord } from "#harness/scenario/document/document-value.ts";
import type { RecordedCall, ReplayedRun } from "./recorded-run.ts";
import { pathOf } from "./write-entry.ts";

/** What is wrong with a recording, with the place in it. */
export class HarProblem extends Error {
  override readonly name = "HarProblem";
}

/** The runs in a HAR as this harness writes it. Throws a `HarProblem` that says what was expected and found where. */
export function parseHar(value: unknown): readonly ReplayedRun[] {
  const log = record(record(value, "the file").log, "log");
  if (log["version"] !== "1.2") fail("log.version", '"1.2"', log["version"]);
  const calls = new Map<string, RecordedCall[]>();
  const pages = list(log["pages"], "log.pages").map((item, index) => {
    const page = parsePage(item, `log.pages[${index}]`);
    if (calls.has(page.run)) fail(`log.pages[${index}].id`, "a name that no other page has", page.run);
    calls.set(page.run, []);
    return page;
  });
  for (const [index, item] of list(log["entries"], "log.entries").entries()) {
    const at = `log.entries[${index}]`;
    const entry = record(item, at);
    const ofPage = calls.get(text(entry["pageref"], `${at}.pageref`));
    if (ofPage === undefined) return fail(`${at}.pageref`, "the id of a page", entry["pageref"]);
    ofPage.push(parseEntry(entry, at));
  }
  return pages.map((page) => ({ ...page, calls: calls.get(page.run) ?? [] }));
}

type Fields = Readonly<Record<string, unknown>>;

function parsePage(value: unknown, at: string): Omit<ReplayedRun, "calls"> {
  const page = record(value, at);
  const recordedAt = new Date(text(page["startedDateTime"], `${at}.startedDateTime`));
  if (Number.isNaN(recordedAt.getTime())) fail(`${at}.startedDateTime`, "a time (ISO 8601)", page["startedDateTime"]);
  return {
    run: text(page["id"], `${at}.id`),
    recordedAt,
    variables: record(page["_variables"] ?? {}, `${at}._variables`),
  };
}

function parseEntry(entry: Fields, at: string): RecordedCall {
  const request = record(entry["request"], `${at}.request`);
  const response = record(entry["response"], `${at}.response`);
  const content = record(response["content"], `${at}.response.content`);
  const { status } = response;
  if (typeof status !== "number" || !Number.isInteger(status) || (status !== 0 && (status < 200 || status > 999))) {
    return fail(`${at}.response.status`, "a status from 200 on, or 0 where there was no response", status);
  }
  const postData =
    request["postData"] === undefined ? undefined : record(request["postData"], `${at}.request.postData`);
  const url = text(request["url"], `${at}.request.url`);
  return {
    request: {
      method: text(request["method"], `${at}.request.method`),
      path: request["_path"] === undefined ? pathOf(url) : text(request["_path"], `${at}.request._path`),
      headers: headers(request["headers"], `${at}.request.headers`),
      body: body(postData?.["text"], postData?.["_encoding"], `${at}.request.postData.text`),
    },
    refused: entry["_refused"] === true,
    ...(status === 0
      ? {}
      : {
          response: {
            status,
            headers: headers(response["headers"], `${at}.response.headers`),
            body: body(content["text"], content["encoding"], `${at}.response.content.text`),
          },
        }),
  };
}

function headers(value: unknown, at: string): RecordedCall["request"]["headers"] {
  return list(value, at).map((item, index) => {
    const header = record(item, `${at}[${index}]`);
    return [text(header["name"], `${at}[${index}].name`), text(header["value"], `${at}[${index}].value`)] as const;
  });
}

function body(value: unknown, encoding: unknown, at: string): Buffer {
  return value === undefined
    ? Buffer.alloc(0)
    : Buffer.from(text(value, at), encoding === "base64" ? "base64" : "utf8");
}

function record(value: unknown, at: string): Fields {
  return isRecord(value) ? value : fail(at, "an object", value);
}

function list(value: unknown, at: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail(at, "a list", value);
}

function text(value: unknown, at: string): string {
  return typeof value === "string" ? value : fail(at, "a text", value);
}

function fail(at: string, expected: string, found: unknown): never {
  const shown = found === undefined ? "nothing" : JSON.stringify(found).slice(0, 60);
  throw new HarProblem(`${at}: expected ${expected}, found ${shown}`);
}
