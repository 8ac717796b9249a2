import { parseText, variable } from "./parse-text.ts";
import type { Expression, Parser } from "./syntax.ts";

/** Whether an expression begins here, and not a command. */
export const beginsExpression =
  /[$"'\u2018\u2019\u201c\u201d([{,!]|@[({'"\u2018\u201c]|[+-]?\.?\d|-(?:not|join|bnot)\b/y;

// Longer ones are no script's, and would be deeper than the stack when they are gone through.
const longestChain = 500;

/** Operands with operators and commas between them; the first may have been read already. */
export function parseExpression(parser: Parser, first?: Expression): Expression {
  const { scanner } = parser;
  let left = parseList(parser, first);
  for (let count = 0; ; count += 1) {
    if (count > longestChain) scanner.leaveOpen(scanner.at, "chain of operators");
    scanner.skip("spaces");
    const operator = scanner.take(
      /\.\.|[-+*/%](?![\w=])|\+(?=\$)|-(?:f|join|replace|split|eq|ne|i?match|and|or|as|is|in|gt|lt|ge|le)\b/iy,
    )?.[0];
    if (operator === undefined) return left;
    scanner.skip("lines");
    left = { kind: "operation", operator: operator.toLowerCase(), left, right: parseList(parser) };
  }
}

function parseList(parser: Parser, first?: Expression): Expression {
  const { scanner } = parser;
  const items = [first ?? parser.operand()];
  for (;;) {
    scanner.skip("spaces");
    if (!scanner.take(/,/y)) break;
    scanner.skip("lines");
    items.push(parser.operand());
  }
  const [only, ...others] = items;
  return only !== undefined && others.length === 0 ? only : { kind: "list", items };
}

/** One operand with its members, keys and calls. Goes past at least one character. */
export function parseOperand(parser: Parser): Expression {
  const { scanner } = parser;
  const start = scanner.at;
  let of = parsePrimary(parser);
  if (of === undefined) {
    // A whole word, since what was tried in vain has gone through all of it.
    scanner.take(/[\w.]+|[\s\S]/y);
    return { kind: "unknown", source: scanner.source(start) };
  }
  for (let count = 0; ; count += 1) {
    if (count > longestChain) scanner.leaveOpen(scanner.at, "chain of members");
    const name = scanner.take(/(?:\.|::)(\w+)/y)?.[1];
    if (name !== undefined)
      of = scanner.take(/\(/y) ? { kind: "call", of, name, given: parseGiven(parser) } : { kind: "member", of, name };
    else if (scanner.looksAt(/\[/y)) of = parseIndex(parser, of);
    else return of;
  }
}

function parsePrimary(parser: Parser): Expression | undefined {
  const { scanner } = parser;
  const start = scanner.at;
  if (scanner.take(/@\{/y)) return parseTable(parser, start);
  if (scanner.take(/@\(/y)) return { kind: "block", statements: parser.statements(")"), asList: true };
  if (scanner.take(/\$\(|\(/y)) return { kind: "block", statements: parser.statements(")"), asList: false };
  if (scanner.take(/\{/y)) return { kind: "block", statements: parser.statements("}"), asList: false };
  const name = scanner.take(variable);
  if (name !== undefined) return { kind: "variable", name: name[1] ?? name[2] ?? "" };
  const number = scanner.take(/[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?!\w|\.(?!\.))/iy);
  if (number !== undefined) return { kind: "number", value: Number(number[0]) };
  if (scanner.looksAt(/\[/y)) return parseType(parser);
  return parseText(parser);
}

/** `[type]` before something is a cast, before `::` it is the type itself. */
function parseType(parser: Parser): Expression {
  const { scanner } = parser;
  const name = scanner.take(/\[((?:[^[\]\n]|\[[^[\]\n]*\])*)\]/y)?.[1]?.trim();
  if (name === undefined) {
    const start = scanner.at;
    scanner.leaveOpen(start, "bracket [");
    return { kind: "unknown", source: "[" };
  }
  if (scanner.looksAt(/::/y)) return { kind: "type", name };
  scanner.skip("spaces");
  return { kind: "cast", type: name, of: parser.operand() };
}

function parseIndex(parser: Parser, of: Expression): Expression {
  const { scanner } = parser;
  const start = scanner.at;
  scanner.take(/\[/y);
  scanner.skip("lines");
  const key = parseExpression(parser);
  scanner.skip("lines");
  if (!scanner.take(/\]/y)) scanner.leaveOpen(start, "bracket [");
  return { kind: "index", of, key };
}

/** What is given to a method; the bracket before it is read. */
function parseGiven(parser: Parser): readonly Expression[] {
  const { scanner } = parser;
  const start = scanner.at - 1;
  const given: Expression[] = [];
  for (;;) {
    scanner.skip("lines");
    if (scanner.take(/\)/y)) return given;
    if (scanner.ended) {
      scanner.leaveOpen(start, "bracket (");
      return given;
    }
    const list = parseExpression(parser);
    for (const item of list.kind === "list" ? list.items : [list]) given.push(item);
    scanner.skip("lines");
    scanner.take(/,/y);
  }
}

/** `@{ name = value; ... }`, from behind its brace. */
function parseTable(parser: Parser, start: number): Expression {
  const { scanner } = parser;
  const entries: (readonly [Expression, Expression])[] = [];
  for (;;) {
    scanner.take(/[\s;,]+/y);
    scanner.skip("lines");
    if (scanner.take(/\}/y)) return { kind: "table", entries };
    if (scanner.ended) {
      scanner.leaveOpen(start, "table @{");
      return { kind: "table", entries };
    }
    if (scanner.looksAt(/[;,]/y)) continue;
    const word = scanner.take(/[\w.-]+/y)?.[0];
    const key: Expression = word === undefined ? parser.operand() : { kind: "text", parts: [word] };
    scanner.skip("lines");
    if (!scanner.take(/=/y)) continue;
    scanner.skip("lines");
    entries.push([key, parser.pipeline()]);
  }
}
