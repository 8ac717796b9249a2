import type { ReadNamedFile } from "#explain/read/reading.ts";
import type { Change } from "./change.ts";
import type { Effort } from "./effort.ts";
import type { Command, Expression } from "./syntax.ts";
import type { PowershellValue, UnknownValue } from "./value.ts";

/** What a script has come to know while it is gone through. */
export interface Scope {
  /** By the name in small letters, without what names a scope (`$script:`). */
  readonly variables: Map<string, PowershellValue>;
  /** What is changed in a branch, while one is gone through. */
  changes: Change[] | undefined;
  /** The variables whose value depends on a condition, and those of them, as they are written, that were read. */
  readonly conditional: Set<string>;
  readonly conditionalRead: Set<string>;
  /** What was read of a variable, of an answer or of anything else that the text does not say. */
  readonly unknown: UnknownValue[];
  /** A sentence each. */
  readonly notes: string[];
  readonly effort: Effort;
  readonly readFile: ReadNamedFile;
  evaluate(expression: Expression): PowershellValue;
  /** Takes a web request for what will be sent; gives what it is answered. */
  request(command: Command, piped: PowershellValue | undefined): void;
}

/** A value that the text does not say, noted by its name. */
export function unknownValue(scope: Scope, source: string): UnknownValue {
  const value: UnknownValue = { kind: "unknown", source };
  scope.unknown.push(value);
  return value;
}
