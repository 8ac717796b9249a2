import type { Parser, Statement } from "./syntax.ts";

/** `(...) { ... } elseif (...) { ... } else { ... }`, from behind `if` and its bracket. */
export function parseBranches(parser: Parser): readonly Statement[] {
  const { scanner } = parser;
  const conditions: Statement[] = [];
  const branches: (readonly Statement[])[] = [];
  do {
    conditions.push({ kind: "aside", statements: parser.statements(")") });
    scanner.skip("lines");
    if (!scanner.take(/\{/y)) break;
    branches.push(parser.statements("}"));
    scanner.skip("lines");
  } while (scanner.take(/elseif\s*\(/iy));
  if (branches.length > 0 && scanner.take(/else\s*\{/iy)) branches.push(parser.statements("}"));
  return [...conditions, { kind: "branches", branches }];
}

/** `(...) { "a" { ... } default { ... } }`, from behind `switch` and its bracket. */
export function parseSwitch(parser: Parser): readonly Statement[] {
  const { scanner } = parser;
  const condition: Statement = { kind: "aside", statements: parser.statements(")") };
  scanner.skip("lines");
  if (!scanner.take(/\{/y)) return [condition];
  const branches = parser.statements("}").flatMap((statement) => branchOf(statement) ?? []);
  return [condition, { kind: "branches", branches: branches.map((one) => [one]) }];
}

/** The block behind a value, or behind a word, which is read as a command that is given it. */
function branchOf(statement: Statement): Statement | undefined {
  if (statement.kind !== "expression") return undefined;
  const { value } = statement;
  return value.kind === "block" || value.kind === "command" ? statement : undefined;
}
