import { formatLine, formatTexts, formatValue } from "#harness/compare/format-value.ts";
import { isRecord } from "#harness/compare/json.ts";
import type { ReadBody } from "#harness/compare/read-body.ts";
import { type BodyContext, compareBodies } from "./body/compare-bodies.ts";
import { maskCredentials } from "./body/mask-credentials.ts";
import { compareHeaders } from "./compare-headers.ts";
import type { DriftCause } from "./drift.ts";
import { absenceAllowedBy, type FoundDrift } from "./found-drift.ts";
import type { Answer } from "./read-answer.ts";

export interface AnswerContext extends Omit<BodyContext, "isRefusal" | "isCompared"> {
  /** What to call instead, where the platform does not publish the operation. */
  readonly unpublished?: string;
  /** Why the real API refuses what the mock accepts, where that lies in the run. */
  readonly cause?: DriftCause;
}

/** What both sides answered to one call; undefined where there was no response, for the reason given. */
export interface AnswerPair {
  readonly mock: Answer | undefined;
  readonly real: Answer | undefined;
}

/** How the real API's answer differs from the mock's: status, error code and message, headers, body. */
export function compareAnswers({ mock, real }: AnswerPair, context: AnswerContext): readonly FoundDrift[] {
  if (mock === undefined || real === undefined) return compareStatuses({ mock, real }, context);
  // A refusal and a success have nothing in common that could be compared.
  const isAlike = isRefusal(mock) === isRefusal(real);
  return [
    ...compareStatuses({ mock, real }, context),
    ...(isAlike && isRefusal(mock) ? compareErrors(mock, real, context) : []),
    ...compareHeaders(mock, real),
    ...(isAlike ? compareWhole(mock, real, context) : []),
  ];
}

function isRefusal({ status }: Answer): boolean {
  return status >= 400;
}

function compareStatuses({ mock, real }: AnswerPair, { unpublished, cause }: AnswerContext): FoundDrift[] {
  if (mock?.status === real?.status) return [];
  const base = { at: "/status", kind: "status", mock: mock?.status, live: real?.status } as const;
  if (mock === undefined || real === undefined) {
    const message = `status: the mock ${answered(mock)}, the real API ${answered(real)}`;
    return [{ ...base, message, allowedBy: absenceAllowedBy(mock === undefined ? "mock" : "real") }];
  }
  const isUnpublished = unpublished !== undefined && real.status === 404 && mock.status < 300;
  const message = isUnpublished
    ? `status: the platform does not publish this operation, so the real API answers 404 where the mock answers ${mock.status}; call ${unpublished} instead`
    : `status: the mock ${answered(mock)}, the real API ${answered(real)}`;
  return [{ ...base, message: cause === undefined ? message : `${message}; ${cause.reason}`, allowedBy: ["differ"] }];
}

function answered(answer: Answer | undefined): string {
  if (answer === undefined) return "gave no response";
  const { code, message } = errorOf(answer);
  const reason = [code, message].filter((text) => text !== undefined).map((text) => formatLine(text, 100));
  return isRefusal(answer) && reason.length > 0
    ? `answers ${answer.status} (${reason.join(": ")})`
    : `answers ${answer.status}`;
}

interface ErrorTexts {
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Where a refusal has its code and its message; the login host has them under names of its own. */
const errorNames = { code: ["code", "error"], message: ["message", "error_description"] } as const;

/** Code and message of a refusal. */
function errorOf({ body }: Answer): ErrorTexts {
  const fields = body.kind === "json" && isRecord(body.value) ? body.value : {};
  const textOf = (name: string): string | undefined => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const firstOf = ([name, other]: readonly [string, string]) => textOf(name) ?? textOf(other);
  return { code: firstOf(errorNames.code), message: firstOf(errorNames.message) };
}

const errorPlaces: ReadonlySet<string> = new Set(
  Object.values(errorNames).flatMap((names) => names.map((name) => `/body/${name}`)),
);

function compareErrors(mock: Answer, real: Answer, { aliases }: AnswerContext): FoundDrift[] {
  const [onMock, onReal] = [errorOf(mock), errorOf(real)];
  return (["code", "message"] as const).flatMap((kind): FoundDrift[] => {
    const [mockText, realText] = [onMock[kind], onReal[kind]];
    // What only one side has, or has as another type, the bodies show.
    if (mockText === undefined || realText === undefined) return [];
    const expected = kind === "code" ? mockText : aliases.inText("mock", mockText, "<id>");
    const found = kind === "code" ? realText : aliases.inText("real", realText, "<id>");
    if (expected === found) return [];
    const texts = formatTexts(expected, found);
    const message = `${kind}: the mock says ${texts.expected}, the real API ${texts.found}`;
    return [{ at: `/${kind}`, kind, mock: mockText, live: realText, message, allowedBy: ["differ"] }];
  });
}

function compareWhole(mock: Answer, real: Answer, context: AnswerContext): readonly FoundDrift[] {
  if (mock.cut !== undefined || real.cut !== undefined) {
    const whose = mock.cut === undefined ? "real API's" : "mock's";
    const reason = formatLine(mock.cut ?? real.cut ?? "", 200);
    return [
      bodyDrift(mock, real, `body: could not be compared, since the ${whose} is not at hand as a whole: ${reason}`),
    ];
  }
  if (mock.body.kind === "json" && real.body.kind === "json") {
    const isCompared = (at: string) => errorPlaces.has(at);
    return compareBodies(mock.body.value, real.body.value, { ...context, isRefusal: isRefusal(mock), isCompared });
  }
  const [mockForm, realForm] = [formOf(mock.body), formOf(real.body)];
  if (mockForm === realForm) return [];
  const message = `body: the mock sends ${describe(mock.body, mockForm)}, the real API ${describe(real.body, realForm)}`;
  return [bodyDrift(mock, real, message)];
}

function bodyDrift(mock: Answer, real: Answer, message: string): FoundDrift {
  return { at: "/body", kind: "type", mock: contentOf(mock.body), live: contentOf(real.body), message, allowedBy: [] };
}

function contentOf(body: ReadBody): unknown {
  if (body.kind === "none") return undefined;
  return body.kind === "json" ? maskCredentials(body.value, "/body") : body.text;
}

function formOf(body: ReadBody): string {
  if (body.kind === "json") return "JSON";
  if (body.kind === "none") return "no body";
  return body.broken === undefined ? "text" : "a body that cannot be read";
}

function describe(body: ReadBody, form: string): string {
  if (body.kind === "none") return form;
  const reason = body.kind === "text" && body.broken !== undefined ? ` (${formatLine(body.broken, 100)})` : "";
  return `${form}${reason}, ${formatValue(contentOf(body))}`;
}
