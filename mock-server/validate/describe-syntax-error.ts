import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** What is wrong with a text that `JSON.parse` refused, and where: `a trailing comma at line 3, column 1`, from 1 both. */
export function describeSyntaxError(text: string, error: unknown): string {
  if (text.startsWith("\uFEFF")) return "a byte-order mark at line 1, column 1";
  const located = locate(text);
  const offset = offsetIn(error) ?? located?.offset;
  if (offset === undefined) return error instanceof Error ? error.message : "text that is not JSON";
  const before = text.slice(0, offset).split("\n");
  const what = isTrailingComma(text, offset) ? "a trailing comma" : describe(text, located);
  return `${what} at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/** Node names the offset in most messages, and more exactly inside a string; the parser has one for every error. */
function offsetIn(error: unknown): number | undefined {
  const found = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return found === undefined ? undefined : Number(found);
}

function locate(text: string): ParseError | undefined {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // A nesting too deep for the parser's stack; node's own offset has to do.
    return undefined;
  }
  return errors[0];
}

function isTrailingComma(text: string, offset: number): boolean {
  return /[}\]]/.test(text[offset] ?? "") && /,\s*$/.test(text.slice(0, offset));
}

/** By the names that the parser gives its errors. */
const descriptions: Readonly<Record<string, string>> = {
  InvalidNumberFormat: "a number that JSON does not know",
  PropertyNameExpected: "no property name in double quotes",
  ValueExpected: "no value",
  ColonExpected: "no colon",
  CommaExpected: "no comma",
  CloseBraceExpected: "no closing brace",
  CloseBracketExpected: "no closing bracket",
  EndOfFileExpected: "more text after the JSON value",
  InvalidCommentToken: "a comment",
  UnexpectedEndOfComment: "a comment",
  UnexpectedEndOfString: "a string without its end",
  UnexpectedEndOfNumber: "an unfinished number",
  InvalidUnicode: "an unknown escape",
  InvalidEscapeCharacter: "an unknown escape",
  InvalidCharacter: "a control character in a string",
};

const longestWord = 20;

function describe(text: string, located: ParseError | undefined): string {
  if (located === undefined) return "a syntax error";
  const name = printParseErrorCode(located.error);
  if (name !== "InvalidSymbol") return descriptions[name] ?? "a syntax error";
  const word = text.slice(located.offset, located.offset + Math.min(located.length, longestWord));
  return word.startsWith("'") ? "single quotes" : `the unexpected text ${JSON.stringify(word)}`;
}
