import { type Bound, bindArguments } from "./bind-arguments.ts";
import { convertToJson, defaultDepth } from "./convert-to-json.ts";
import { createEntries } from "./entries.ts";
import { runArguments } from "./run-arguments.ts";
import { type Scope, unknownValue } from "./scope.ts";
import type { Command } from "./syntax.ts";
import { isTable, type PowershellTable, type PowershellValue, textOf } from "./value.ts";

/** Names under which a web request is made; `curl` and `wget` are such in Windows PowerShell. */
export const requestCommand = /^(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr|curl|wget)$/i;

/** What a command gives, as far as the text says it. Nothing is run; web requests are noted. */
export function runCommand(command: Command, piped: PowershellValue | undefined, scope: Scope): PowershellValue {
  const name = command.name.replace(/^.*\\/, "").toLowerCase();
  const bind = (names: readonly string[], positional: readonly string[]) =>
    bindArguments(command, { names, positional }, scope);
  if (requestCommand.test(name)) {
    scope.request(command, piped);
    return { kind: "unknown", source: "" };
  }
  switch (name) {
    case "convertto-json":
      return toJson(
        bind(["inputobject", "depth", "compress", "asarray", "enumsasstrings"], ["inputobject"]),
        piped,
        scope,
      );
    case "convertfrom-json":
      return fromJson(
        bind(["inputobject", "depth", "ashashtable"], ["inputobject"]).get("inputobject") ?? piped ?? null,
        scope,
      );
    case "get-content":
    case "gc":
    case "cat":
    case "type":
      return readContent(bind(["path", "literalpath", "raw", "encoding"], ["path"]), scope);
    case "convertto-securestring":
    case "convertfrom-securestring":
      return bind(["string", "securestring", "asplaintext", "force"], ["string"]).get("string") ?? piped ?? null;
    case "new-object":
      return newObject(bind(["typename", "property", "argumentlist"], ["typename", "argumentlist"]), scope);
    case "out-string":
    case "write-output":
    case "echo":
      return piped ?? bind(["inputobject"], ["inputobject"]).get("inputobject") ?? null;
    default:
      runArguments(command, piped, scope);
      return unknownValue(scope, command.name);
  }
}

function toJson(bound: Bound, piped: PowershellValue | undefined, scope: Scope): PowershellValue {
  // What is piped comes item by item, so a list of one is no list any more.
  const isPipedItem = Array.isArray(piped) && piped.length === 1 && !bound.has("asarray");
  const value = bound.get("inputobject") ?? (isPipedItem ? (piped[0] ?? null) : (piped ?? null));
  const given = bound.get("depth");
  const depth = typeof given === "number" ? given : defaultDepth;
  const { text, cut } = convertToJson(value, depth);
  if (isPipedItem && isTable(piped[0] ?? null)) {
    scope.notes.push(
      "A list of one that is piped into ConvertTo-Json comes out without the list: write ConvertTo-Json -InputObject @(...).",
    );
  }
  if (cut.length > 0) {
    const where = cut.slice(0, 3).join("; ");
    scope.notes.push(
      `ConvertTo-Json goes ${depth} levels deep${given === undefined ? " unless -Depth says otherwise" : ""}, and makes a text of what lies deeper: ${where}. Write ConvertTo-Json -Depth 10.`,
    );
  }
  return text;
}

function fromJson(text: PowershellValue, scope: Scope): PowershellValue {
  try {
    return fromParsed(JSON.parse(textOf(text)));
  } catch {
    return unknownValue(scope, "ConvertFrom-Json");
  }
}

function fromParsed(value: unknown): PowershellValue {
  if (Array.isArray(value)) return value.map(fromParsed);
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, item]) => [name, fromParsed(item)] as const);
    return { kind: "table", type: "object", entries: createEntries(entries) };
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function readContent(bound: Bound, scope: Scope): PowershellValue {
  const name = textOf(bound.get("path") ?? bound.get("literalpath") ?? "").replaceAll("\\", "/");
  const file = scope.readFile(name);
  if (file.kind === "file") return file.bytes.toString("utf8").replace(/^\ufeff/, "");
  scope.notes.push(`Get-Content: ${file.message}.`);
  return unknownValue(scope, "Get-Content");
}

/** A dictionary is a table; of other objects nothing is known. */
function newObject(bound: Bound, scope: Scope): PowershellValue {
  const type = textOf(bound.get("typename") ?? "");
  const properties = bound.get("property") ?? null;
  if (isTable(properties)) return { ...properties, type: "object" };
  return newTable(type) ?? unknownValue(scope, `New-Object ${type}`);
}

/** An empty table, for a type that is one. */
export function newTable(type: string): PowershellTable | undefined {
  if (!/Dictionary|Hashtable|PSObject|PSCustomObject/i.test(type)) return undefined;
  return { kind: "table", type: "System.Collections.Hashtable", entries: createEntries() };
}
