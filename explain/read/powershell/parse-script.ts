import { parseBranches, parseSwitch } from "./parse-branches.ts";
import { parseCommand } from "./parse-command.ts";
import { beginsExpression, parseExpression, parseOperand } from "./parse-expression.ts";
import { createScanner, type Scanner } from "./scanner.ts";
import type { Expression, Parser, Statement } from "./syntax.ts";

export interface Script {
  readonly statements: readonly Statement[];
  /** A quote or bracket that is never closed. */
  readonly open: Scanner["open"];
  readonly lineOf: Scanner["lineOf"];
  /** Where the first `&` is that stands in a word without quotes. */
  readonly ampersand: number | undefined;
}

// Deeper than any script nests, and far from where the stack ends.
const deepest = 200;

/**
 * Reads a script as far as the making of web requests goes: assignments, pipelines, commands, tables. Loops are
 * read as if each were run once; what is not understood is skipped.
 */
export function parseScript(text: string): Script {
  const scanner = createScanner(text);
  let depth = 0;
  let ampersand: number | undefined;
  const deeper = <Found>(read: () => Found, otherwise: Found): Found => {
    if (depth >= deepest) {
      scanner.leaveOpen(scanner.at, "nesting without end");
      return otherwise;
    }
    depth += 1;
    const found = read();
    depth -= 1;
    return found;
  };
  const nothing: Expression = { kind: "unknown", source: "" };
  const parser: Parser = {
    scanner,
    ampersand() {
      ampersand ??= scanner.at;
    },
    pipeline: (first) => deeper(() => parsePipeline(parser, first), nothing),
    operand: () => deeper(() => parseOperand(parser), nothing),
    statements: (close) => deeper(() => parseStatements(parser, close), []),
  };
  const statements = parseStatements(parser, undefined);
  return { statements, open: scanner.open, lineOf: scanner.lineOf, ampersand };
}

// A loop is gone into, its condition is not asked.
const header =
  /(?:try|finally|else|do|begin|process|end|catch(?:[ \t]*\[[^\]\n]*\])*)\s*(?=\{)|return\b|function\s+[\w:-]+/iy;
const condition = /(?:while|until|for|foreach|elseif)\s*\(/iy;
const branches = /if\s*\(/iy;
const choice = /switch\s*\(/iy;

function parseStatements(parser: Parser, close: ")" | "}" | undefined): readonly Statement[] {
  const { scanner } = parser;
  const start = scanner.at - 1;
  const statements: Statement[] = [];
  for (;;) {
    scanner.skip("lines");
    if (close !== undefined && scanner.take(close === ")" ? /\)/y : /\}/y)) return statements;
    if (scanner.ended) {
      if (close !== undefined) scanner.leaveOpen(start, close === ")" ? "bracket (" : "brace {");
      return statements;
    }
    if (scanner.take(/[;,)}&|]+/y) || scanner.take(header)) continue;
    if (scanner.take(/param\s*\(/iy)) {
      for (const one of parseParameters(parser)) statements.push(one);
      continue;
    }
    if (scanner.take(condition)) {
      statements.push({ kind: "aside", statements: parser.statements(")") });
      continue;
    }
    if (scanner.take(branches)) {
      for (const one of parseBranches(parser)) statements.push(one);
      continue;
    }
    if (scanner.take(choice)) {
      for (const one of parseSwitch(parser)) statements.push(one);
      continue;
    }
    statements.push(parseStatement(parser));
  }
}

/** `param([string]$Name = "default", ...)`, from behind its bracket: the defaults as assignments. */
function parseParameters(parser: Parser): readonly Statement[] {
  const { scanner } = parser;
  const start = scanner.at - 1;
  const statements: Statement[] = [];
  for (;;) {
    scanner.skip("lines");
    if (scanner.take(/\)/y)) return statements;
    if (scanner.ended) {
      scanner.leaveOpen(start, "bracket (");
      return statements;
    }
    const to = parser.operand();
    scanner.skip("lines");
    if (!scanner.take(/=/y)) continue;
    scanner.skip("lines");
    statements.push({ kind: "assignment", to, operator: "=", value: parser.operand() });
  }
}

function parseStatement(parser: Parser): Statement {
  const { scanner } = parser;
  if (!scanner.looksAt(/[$[]/y)) return { kind: "expression", value: parser.pipeline() };
  const to = parser.operand();
  scanner.skip("spaces");
  const operator = scanner.take(/\+?=(?!=)/y)?.[0];
  if (operator === undefined) return { kind: "expression", value: parser.pipeline(to) };
  scanner.skip("lines");
  return { kind: "assignment", to, operator: operator === "=" ? "=" : "+=", value: parser.pipeline() };
}

function parsePipeline(parser: Parser, first: Expression | undefined): Expression {
  const { scanner } = parser;
  const stages: Expression[] = [];
  do {
    scanner.skip("lines");
    // `& { ... }` is what the block gives.
    scanner.take(/[&.][ \t]*(?=\{)/y);
    const operand = stages.length === 0 ? first : undefined;
    const isExpression = operand !== undefined || scanner.looksAt(beginsExpression);
    stages.push(isExpression ? parseExpression(parser, operand) : parseCommand(parser));
    scanner.skip("spaces");
  } while (scanner.take(/\|(?!\|)/y) || continuesBelow(scanner));
  const [only, ...others] = stages;
  return only !== undefined && others.length === 0 ? only : { kind: "pipeline", stages };
}

/** PowerShell 7 takes a `|` at the beginning of the next line, too. */
function continuesBelow(scanner: Scanner): boolean {
  return scanner.take(/(?:[ \t\r]*\n)+[ \t]*\|(?!\|)/y) !== undefined;
}
