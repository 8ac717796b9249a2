import type { Check, MatchedCall } from "#mock-server/call.ts";
import type { Org } from "#mock-server/org/org.ts";
import { checkAccept, checkContentType } from "./check-media-type.ts";
import { checkRules } from "./check-rules.ts";
import { dropProperties } from "./drop-properties.ts";
import { faultOf, type ValidationProblem } from "./faults.ts";
import { findValidator } from "./find-validator.ts";
import { problemsOfBody } from "./problems-of-body.ts";
import { readBody } from "./read-body.ts";
import { readQuery } from "./read-query.ts";

/** Is the request what the contract describes? Media type, query and body are all looked at, and every problem is told. */
export const validate: Check = async (call, org) => {
  const query = readQuery(call);
  const body = await validateBody(call, org);
  const problems = [...headerProblems(call), ...query.problems, ...body.problems];
  if (problems.length > 0) return { state: "failed", fault: faultOf(problems, call) };
  return { state: "passed", input: { path: call.pathParameters, query: query.values, body: body.value } };
};

function headerProblems(call: MatchedCall): ValidationProblem[] {
  return [checkContentType(call), checkAccept(call)].filter((problem) => problem !== undefined);
}

interface ValidatedBody {
  readonly value: unknown;
  readonly problems: readonly ValidationProblem[];
}

async function validateBody(call: MatchedCall, org: Org): Promise<ValidatedBody> {
  const declared = call.operation.body;
  if (declared === undefined) return { value: undefined, problems: [] };
  const read = readBody(call);
  switch (read.kind) {
    case "absent":
      return { value: undefined, problems: declared.required ? [bodyMissing(declared.mediaType)] : [] };
    case "unreadable":
      // Text of another media type is expected not to be JSON: naming the type says it all.
      return { value: undefined, problems: checkContentType(call) === undefined ? [read.problem] : [] };
    case "value":
      return validateValue(read.value, call, org);
    default:
      return read satisfies never;
  }
}

async function validateValue(value: unknown, call: MatchedCall, org: Org): Promise<ValidatedBody> {
  const matches = await findValidator(call.contract, call.operation.body?.schema ?? "");
  const errors = matches(value) ? [] : (matches.errors ?? []);
  const drop = call.settings["unknownProperties"] === "drop";
  const unknown = drop ? errors.filter(({ keyword }) => keyword === "additionalProperties") : [];
  const known = drop ? errors.filter(({ keyword }) => keyword !== "additionalProperties") : errors;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const rules = isObject ? await checkRules(value, call, org) : [];
  return {
    value: unknown.length === 0 ? value : dropProperties(value, unknown),
    problems: [...problemsOfBody(known), ...rules],
  };
}

function bodyMissing(mediaType: string): ValidationProblem {
  return {
    check: "validate",
    rule: "body-missing",
    in: "body",
    pointer: "",
    field: "body",
    expected: `a body of type ${mediaType}`,
    found: "no body",
    slots: ["body is required"],
  };
}
