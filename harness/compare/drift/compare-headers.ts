import { formatLine } from "#harness/compare/format-value.ts";
import { headerText } from "#harness/compare/read-body.ts";
import { absenceAllowedBy, type FoundDrift } from "./found-drift.ts";
import type { Answer } from "./read-answer.ts";

/** What clients act on. Of all but the content type it only matters whether they are there. */
const headersThatMatter = [
  "content-type",
  "retry-after",
  "www-authenticate",
  "location",
  "allow",
  "inin-correlation-id",
] as const;

/** The headers that matter and that only one side sends, and a content type that is another one. */
export function compareHeaders(mock: Answer, real: Answer): FoundDrift[] {
  return headersThatMatter.flatMap((name): FoundDrift[] => {
    const [mockText, realText] = [headerText(mock.headers, name), headerText(real.headers, name)];
    const base = { at: `/headers/${name}`, kind: "header", mock: mockText, live: realText } as const;
    if (mockText === undefined && realText === undefined) return [];
    if (realText === undefined) {
      const message = `header ${name}: the mock sends ${shown(mockText)}, the real API sends none`;
      return [{ ...base, message, allowedBy: absenceAllowedBy("real") }];
    }
    if (mockText === undefined) {
      const message = `header ${name}: the real API sends ${shown(realText)}, the mock sends none`;
      return [{ ...base, message, allowedBy: absenceAllowedBy("mock") }];
    }
    if (name !== "content-type" || normalizeType(mockText) === normalizeType(realText)) return [];
    const message = `header ${name}: the mock sends ${shown(mockText)}, the real API ${shown(realText)}`;
    return [{ ...base, message, allowedBy: ["differ"] }];
  });
}

function shown(text = ""): string {
  return `"${formatLine(text, 120)}"`;
}

/** A media type with its parameters in order; UTF-8 is what a type without a charset is read as. */
function normalizeType(text: string): string {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase().replaceAll('"', ""));
  const others = parameters.map((part) => part.replaceAll(/\s*=\s*/g, "=")).filter((part) => part !== "");
  return [type, ...others.filter((part) => !/^charset=utf-?8$/.test(part)).sort()].join(";");
}
