import { distance } from "fastest-levenshtein";
import type { DiagnosedProblem } from "#mock-server/diagnose/diagnosis.ts";
import { headerOf, withHeader, withoutHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";

/** Names that people give to JSON and to a form; none is registered (IANA media types) or none is what the platform takes. */
const misnomers: Readonly<Record<string, readonly string[]>> = {
  "application/json": [
    "json",
    "text/json",
    "application/x-json",
    "application-json",
    "application\\json",
    "application/javascript",
    "text/javascript",
    "application/vnd.api+json",
    "application/json-patch+json",
  ],
  "application/x-www-form-urlencoded": [
    "form",
    "application/form",
    "application/form-urlencoded",
    "application/www-form-urlencoded",
    "x-www-form-urlencoded",
    "application/x-www-form-encoded",
    "application/x-form-urlencoded",
  ],
};

// Twice as many letters are another type.
const mostLetters = 4;

/** A `Content-Type` that is misspelt, sent twice, in quotes, or with a charset that the body is not in. */
export const recogniseContentType: Recogniser = ({ request, operation }) => {
  const wanted = operation?.body?.mediaType;
  const sent = headerOf(request, "content-type");
  if (wanted === undefined || sent === undefined || sent.length > 200) return [];
  const slip = slipOf(sent, wanted);
  if (slip === undefined) return [];
  return [
    {
      ...header("Content-Type", { ...slip, expected: wanted, found: sent.slice(0, 100) }),
      fix: (other) => withHeader(other, "Content-Type", wanted),
      change: `header Content-Type: ${wanted}`,
    },
  ];
};

function slipOf(sent: string, wanted: string): Pick<DiagnosedProblem, "rule" | "suggestion"> | undefined {
  const [type = "", ...parameters] = sent.split(";").map((part) => part.trim().toLowerCase());
  if (type === wanted) {
    const charset = parameters
      .find((parameter) => parameter.startsWith("charset="))
      ?.slice(8)
      .replace(/"/g, "");
    if (charset === undefined || ["utf-8", "utf8", "us-ascii"].includes(charset)) return undefined;
    return {
      rule: "wrong-charset",
      suggestion: "Send the body in UTF-8 and leave the charset out: JSON has no other.",
    };
  }
  const values = type.split(",").map((value) => value.trim());
  if (values.length > 1 && values.includes(wanted)) {
    return { rule: "content-type-twice", suggestion: "Send the header once: a client may add one to yours." };
  }
  const bare = type
    .replace(/^["']+|["',]+$/g, "")
    .replace(/^content-type:?\s*/, "")
    .replace(/\s+/g, "");
  if (bare === wanted) return { rule: "content-type-malformed", suggestion: `Write ${wanted} with nothing around it.` };
  // These are types of their own, however near their names are.
  if (["application/xml", "application/yaml"].includes(bare)) return undefined;
  if (!(misnomers[wanted]?.includes(bare) === true || distance(bare, wanted) <= mostLetters)) return undefined;
  return { rule: "content-type-misspelt", suggestion: `Write ${wanted}.` };
}

/** An `Accept` that excludes the JSON of the answer. */
export const recogniseAccept: Recogniser = ({ request, served }) => {
  const isRefused = served.checks.some(
    ({ result }) => result.state === "failed" && result.fault.problems.some(({ rule }) => rule === "accept"),
  );
  if (!isRefused) return [];
  return [
    {
      ...header("Accept", {
        rule: "accept-excludes-json",
        expected: "application/json or */*",
        found: (headerOf(request, "accept") ?? "").slice(0, 100),
        suggestion: "Accept application/json, or leave the header out.",
      }),
      fix: (other) => withHeader(other, "Accept", "application/json"),
      change: "header Accept: application/json",
    },
  ];
};

/** A `Content-Length` that is not the body's: the server waits for what never comes, or cuts the body off. */
export const recogniseContentLength: Recogniser = ({ request }) => {
  const sent = headerOf(request, "content-length")?.trim();
  const length = String(request.body.length);
  if (sent === undefined || sent === length) return [];
  return [
    {
      problem: {
        check: "receive",
        in: "header",
        pointer: "Content-Length",
        rule: "content-length",
        expected: `${length}, the bytes of the body`,
        found: sent.slice(0, 20),
        suggestion: "Let the client count: letters outside ASCII take more than one byte.",
      },
      fix: (other) => withoutHeader(other, "Content-Length"),
      change: "header Content-Length left to the client",
    },
  ];
};

/** A body that says it is compressed. */
export const recogniseContentEncoding: Recogniser = ({ request, operation }) => {
  const sent = headerOf(request, "content-encoding");
  if (operation?.body === undefined || sent === undefined || sent.toLowerCase() === "identity") return [];
  const isCompressed = request.body[0] === 0x1f && request.body[1] === 0x8b;
  return [
    {
      ...header("Content-Encoding", {
        rule: "content-encoding",
        expected: "no Content-Encoding",
        found: `${sent.slice(0, 100)}${isCompressed ? "" : ", before a body that is not compressed"}`,
        suggestion: isCompressed ? "Send the body as it is, not compressed." : "Leave the header out.",
      }),
      ...(isCompressed
        ? {}
        : { fix: (other) => withoutHeader(other, "Content-Encoding"), change: "header Content-Encoding left out" }),
    } satisfies Finding,
  ];
};

function header(name: string, parts: Pick<DiagnosedProblem, "rule" | "expected" | "found" | "suggestion">) {
  return {
    problem: { check: "validate", in: "header", pointer: name, ...parts },
    explains: { in: "header", pointer: name },
  } as const satisfies Finding;
}
