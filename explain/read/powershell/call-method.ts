import { setEntry } from "./change.ts";
import { newTable } from "./run-command.ts";
import { type Scope, unknownValue } from "./scope.ts";
import { encodeText, isTable, isUnknown, joinTexts, longestText, type PowershellValue, textOf } from "./value.ts";

/** What a static method of .NET gives, for those that requests are made with. */
export function callStatic(
  type: string,
  name: string,
  given: readonly PowershellValue[],
  scope: Scope,
): PowershellValue {
  const plain = type.replace(/^System\./i, "").toLowerCase();
  const [first = null] = given;
  switch (`${plain}::${name.toLowerCase()}`) {
    case "convert::tobase64string":
      return isUnknown(first) ? first : Buffer.from(textOf(first).slice(0, longestText)).toString("base64");
    case "uri::escapedatastring":
    case "uri::escapeuristring":
    case "web.httputility::urlencode":
    case "net.webutility::urlencode":
      return isUnknown(first) ? first : encodeText(textOf(first));
    case "string::format":
      return formatText(textOf(first), given.slice(1));
    default:
      return (name.toLowerCase() === "new" ? newTable(type) : undefined) ?? unknownValue(scope, `[${type}]::${name}`);
  }
}

/** What a method of a value gives. `source` names the value, for what is not known. */
export function callMethod(
  of: PowershellValue,
  {
    name,
    given,
    source,
    variable,
  }: {
    readonly name: string;
    readonly given: readonly PowershellValue[];
    readonly source: string;
    /** That holds the value, or what it is a part of. */
    readonly variable: string;
  },
  scope: Scope,
): PowershellValue {
  const [first = null, second = null] = given;
  const method = name.toLowerCase();
  if (isTable(of) && (method === "add" || method === "set_item")) {
    setEntry(scope, of, { name: textOf(first), value: second, variable });
    return null;
  }
  if (isTable(of) && method === "remove") {
    setEntry(scope, of, { name: textOf(first), variable });
    return null;
  }
  if (method === "getbytes") return isUnknown(first) ? first : { kind: "bytes", text: textOf(first) };
  if (isUnknown(of) || of === null || typeof of === "object") return unknownValue(scope, source);
  const text = textOf(of);
  switch (method) {
    case "tostring":
      return text;
    case "trim":
      return text.trim();
    case "trimend":
      return given.length === 0 ? text.trimEnd() : withoutEnd(text, textOf(first));
    case "tolower":
      return text.toLowerCase();
    case "toupper":
      return text.toUpperCase();
    case "replace":
      return replaceIn(text, textOf(first), textOf(second)) ?? unknownValue(scope, source);
    default:
      return unknownValue(scope, source);
  }
}

/** Absent where the text would be too long. */
function replaceIn(text: string, from: string, to: string): string | undefined {
  return text.length * (to.length + 1) > longestText ? undefined : text.replaceAll(from, () => to);
}

/** `{0}` and the like, as `-f` and `String.Format` fill them in. */
export function formatText(format: string, given: readonly PowershellValue[]): string {
  const parts = format.split(/(\{\{|\}\}|\{\d+(?:[,:][^{}]*)?\})/);
  return joinTexts(
    parts.map((part) => {
      const [, index] = /^\{(\d+)[^}]*\}$/.exec(part) ?? [];
      if (index !== undefined) return textOf(given[Number(index)] ?? null);
      return part === "{{" || part === "}}" ? part.slice(1) : part;
    }),
  );
}

function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}
