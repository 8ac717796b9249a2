import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { headerOf, readJson, withBody, withHeader, withJson } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";
import { isForm, readForm, writeForm } from "./form-text.ts";

/** A body in another form than the operation takes, or in the right form and called by another name. */
export const mediaType: Recogniser = ({ request, operation }) => {
  const wanted = operation?.body?.mediaType;
  if (wanted === undefined || request.body.length === 0) return [];
  const named = headerOf(request, "content-type");
  const text = request.body.toString("utf8");
  const isNamedRight = named?.split(";", 1)[0]?.trim().toLowerCase() === wanted;
  if (wanted === "application/json") {
    if (isForm(text) && readJson(request).kind === "text") return [formForJson(isNamedRight, named)];
    return isNamedRight ? [] : [wrongName(wanted, named, request)];
  }
  if (/^\s*\{/.test(text) && readJson(request).kind === "json") return [jsonForForm(wanted, isNamedRight)];
  return isNamedRight ? [] : [wrongName(wanted, named, request)];
};

type Wrong = Pick<Finding["problem"], "rule" | "expected" | "found" | "suggestion"> & {
  readonly change: string;
  readonly fix: (request: DiagnosedRequest) => DiagnosedRequest;
};

/** It explains the header where that is wrong, else the body. */
function finding({ change, fix, ...problem }: Wrong, at: "header" | "body"): Finding {
  const place =
    at === "header" ? ({ in: "header", pointer: "Content-Type" } as const) : ({ in: "body", pointer: "" } as const);
  return { problem: { check: "validate", ...place, ...problem }, explains: place, change, fix };
}

function wrongName(wanted: string, named: string | undefined, request: Subject["request"]): Finding {
  const found = named === undefined ? "no Content-Type" : named.slice(0, 100);
  const isJson = readJson(request).kind === "json";
  return finding(
    {
      rule: isJson && wanted === "application/json" ? "json-by-another-name" : "media-type",
      expected: `Content-Type: ${wanted}`,
      found: isJson && wanted === "application/json" ? `${found}, for a body that is JSON` : found,
      suggestion:
        named === undefined || /^text\/plain/i.test(named)
          ? `Set the header Content-Type: ${wanted} (a fetch with a text as body sends text/plain without it, curl -d the type of a form).`
          : `Set the header Content-Type: ${wanted}.`,
      change: `header Content-Type: ${named === undefined ? "" : `${named.slice(0, 60)} -> `}${wanted}`,
      fix: (one) => withHeader(one, "Content-Type", wanted),
    },
    "header",
  );
}

function formForJson(isNamedRight: boolean, named: string | undefined): Finding {
  return finding(
    {
      rule: "form-for-json",
      expected: "a JSON body, Content-Type: application/json",
      found: `a form (name=value&...)${named === undefined ? "" : `, Content-Type: ${named.slice(0, 60)}`}`,
      suggestion: "Send the fields as one JSON object; only POST /oauth/token takes a form.",
      change: "body: form -> JSON, header Content-Type: application/json",
      fix: (one) => {
        const text = one.body.toString("utf8");
        return isForm(text) ? withHeader(withJson(one, readForm(text)), "Content-Type", "application/json") : one;
      },
    },
    isNamedRight ? "body" : "header",
  );
}

function jsonForForm(wanted: string, isNamedRight: boolean): Finding {
  return finding(
    {
      rule: "json-for-form",
      expected: `a form, Content-Type: ${wanted}`,
      found: "a JSON body",
      suggestion: "Send the fields as a form: grant_type=client_credentials.",
      change: `body: JSON -> form, header Content-Type: ${wanted}`,
      fix: (one) => {
        const read = readJson(one);
        if (read.kind === "text") return one;
        return withHeader(withBody(one, Buffer.from(writeForm(read.value))), "Content-Type", wanted);
      },
    },
    isNamedRight ? "body" : "header",
  );
}
