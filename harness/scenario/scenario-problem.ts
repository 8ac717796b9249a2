import { childPointer } from "./document/document-value.ts";
import { nearestName, suggestName } from "./nearest-name.ts";

/** Something wrong with a scenario file; line and column are counted from 1. */
export interface ScenarioProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `file:line:column: message`, the form that editors and CI jobs turn into links. */
export function formatProblem(problem: ScenarioProblem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
}

/** What a check finds in one document, before its place is known. */
export interface Finding {
  /** JSON pointer of the offending value. */
  readonly pointer: string;
  /** `key` points at the key of that value instead. */
  readonly place?: "key";
  readonly message: string;
  /** Pointer that a misspelt key most likely meant. */
  readonly meant?: string;
  /** Pointers whose absence is complained about; a misspelling of one of them has been reported already. */
  readonly needs?: readonly string[];
}

/** The finding for a key that may not stand in the mapping at `pointer`. */
export function unknownKey(pointer: string, key: string, possible: readonly string[]): Finding {
  const nearest = nearestName(key, possible);
  return {
    pointer: childPointer(pointer, key),
    place: "key",
    message: `unknown key "${key}"${suggestName(key, possible)}`,
    ...(nearest === undefined ? {} : { meant: childPointer(pointer, nearest) }),
  };
}
