import { callMethod, callStatic, formatText } from "./call-method.ts";
import { runBranches, setEntry, setVariable } from "./change.ts";
import { createEntries } from "./entries.ts";
import { runCommand } from "./run-command.ts";
import { type Scope, unknownValue } from "./scope.ts";
import type { Expression, Statement } from "./syntax.ts";
import { isTable, isUnknown, joinTexts, type PowershellValue, textOf } from "./value.ts";

const constants: Readonly<Record<string, PowershellValue>> = { true: true, false: false, null: null };

/** The value of an expression, as far as the text says it; not known any more when the script has made too much. */
export function evaluate(expression: Expression, scope: Scope): PowershellValue {
  if (scope.effort.isSpent) return { kind: "unknown", source: "" };
  const value = find(expression, scope);
  scope.effort.spend(1 + (typeof value === "string" || Array.isArray(value) ? value.length : 0));
  return value;
}

function find(expression: Expression, scope: Scope): PowershellValue {
  const valueIn = (one: Expression) => evaluate(one, scope);
  switch (expression.kind) {
    case "text": {
      const parts = expression.parts.map((part) => (typeof part === "string" ? part : valueIn(part)));
      // A text that is nothing but a variable is the variable's, as far as it is not known.
      const [only, ...others] = parts;
      return only !== undefined && others.length === 0 && isUnknown(only)
        ? only
        : joinTexts(parts.map((part) => textOf(part)));
    }
    case "number":
      return expression.value;
    case "variable": {
      const name = plainName(expression.name);
      if (Object.hasOwn(constants, name)) return constants[name] ?? null;
      if (scope.conditional.has(name) && scope.variables.has(name)) scope.conditionalRead.add(`$${expression.name}`);
      return scope.variables.get(name) ?? unknownValue(scope, `$${expression.name}`);
    }
    case "member":
      return memberOf(expression, valueIn(expression.of), scope);
    case "index": {
      const [of, key] = [valueIn(expression.of), valueIn(expression.key)];
      if (isTable(of)) return of.entries.get(textOf(key)) ?? null;
      if (Array.isArray(of) && typeof key === "number") return of.at(key) ?? null;
      return unknownValue(scope, sourceOf(expression));
    }
    case "call": {
      const given = expression.given.map(valueIn);
      const { of, name } = expression;
      if (of.kind === "type") return callStatic(of.name, name, given, scope);
      return callMethod(valueIn(of), { name, given, source: sourceOf(expression), variable: variableOf(of) }, scope);
    }
    case "cast":
      return cast(expression.type, valueIn(expression.of));
    case "table": {
      const entries = expression.entries.map(([key, value]) => [textOf(valueIn(key)), valueIn(value)] as const);
      return { kind: "table", type: "System.Collections.Hashtable", entries: createEntries(entries) };
    }
    case "list":
      return expression.items.map(valueIn);
    case "operation":
      return operate(expression.operator, valueIn(expression.left), valueIn(expression.right), scope);
    case "block": {
      const values = runStatements(expression.statements, scope);
      if (!expression.asList) return values.at(-1) ?? null;
      return values.flatMap((value) => (Array.isArray(value) ? value : [value]));
    }
    case "pipeline": {
      let piped: PowershellValue | undefined;
      for (const stage of expression.stages)
        piped = stage.kind === "command" ? runCommand(stage, piped, scope) : valueIn(stage);
      return piped ?? null;
    }
    case "command":
      return runCommand(expression, undefined, scope);
    case "type":
    case "unknown":
      return unknownValue(scope, "");
    default:
      return expression satisfies never;
  }
}

/** Goes through statements in their order; gives what those give that assign nothing. */
export function runStatements(statements: readonly Statement[], scope: Scope): readonly PowershellValue[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "expression") return [evaluate(statement.value, scope)];
    if (statement.kind === "aside") {
      runStatements(statement.statements, scope);
      return [];
    }
    if (statement.kind === "branches") {
      const branches = statement.branches.map((one) => () => runStatements(one, scope));
      return runBranches(scope, branches) ?? [];
    }
    const value = evaluate(statement.value, scope);
    const before = statement.operator === "+=" ? evaluate(statement.to, scope) : undefined;
    assign(statement.to, before === undefined ? value : operate("+", before, value, scope), scope);
    return [];
  });
}

function assign(to: Expression, value: PowershellValue, scope: Scope): void {
  if (to.kind === "cast") assign(to.of, cast(to.type, value), scope);
  if (to.kind === "variable") {
    const name = plainName(to.name);
    // What is not known is best known by the name that the script gives it.
    setVariable(scope, name, isUnknown(value) ? undefined : value);
  }
  if (to.kind !== "member" && to.kind !== "index") return;
  const table = evaluate(to.of, scope);
  if (!isTable(table)) return;
  const name = to.kind === "member" ? to.name : textOf(evaluate(to.key, scope));
  setEntry(scope, table, { name, value, variable: variableOf(to) });
}

function memberOf(
  expression: Expression & { readonly kind: "member" },
  of: PowershellValue,
  scope: Scope,
): PowershellValue {
  if (isTable(of)) return of.entries.get(expression.name) ?? null;
  if (/^(?:length|count)$/i.test(expression.name) && (Array.isArray(of) || typeof of === "string")) return of.length;
  return unknownValue(scope, sourceOf(expression));
}

function cast(type: string, value: PowershellValue): PowershellValue {
  const plain = type.toLowerCase();
  if (isUnknown(value)) return value;
  if (plain === "ordered" && isTable(value))
    return { ...value, type: "System.Collections.Specialized.OrderedDictionary" };
  if (plain === "pscustomobject" && isTable(value)) return { ...value, type: "object" };
  if (plain === "char" && typeof value === "number") return String.fromCharCode(value);
  if (plain === "string") return textOf(value);
  if (/^(?:int|long|int32|int64|double|decimal)$/.test(plain) && Number.isFinite(Number(textOf(value))))
    return Number(textOf(value));
  if ((plain === "array" || plain.endsWith("[]")) && !Array.isArray(value)) return [value];
  return value;
}

function operate(operator: string, left: PowershellValue, right: PowershellValue, scope: Scope): PowershellValue {
  if (operator === "-f") return formatText(textOf(left), Array.isArray(right) ? right : [right]);
  if (operator === "-join")
    return joinTexts(
      (Array.isArray(left) ? left : [left]).map((item) => textOf(item)),
      textOf(right),
    );
  if (operator === ".." && typeof left === "number" && typeof right === "number") return rangeOf(left, right);
  if (operator !== "+") return unknownValue(scope, "");
  if (Array.isArray(left)) return [...left, ...(Array.isArray(right) ? right : [right])].slice(0, mostItems);
  if (isTable(left) && isTable(right)) {
    scope.effort.spend(left.entries.size + right.entries.size);
    return { ...left, entries: createEntries([...left.entries, ...right.entries]) };
  }
  return typeof left === "number" && typeof right === "number"
    ? left + right
    : joinTexts([textOf(left), textOf(right)]);
}

// A list that is added to itself again and again grows without end.
const mostItems = 10_000;

function rangeOf(from: number, to: number): readonly number[] {
  const step = from > to ? -1 : 1;
  return Array.from({ length: Math.min(Math.abs(to - from) + 1, mostItems) }, (_, index) => from + step * index);
}

/** Without what names a scope: `$script:x` is `$x`. Names have no case. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/^(?:script|global|local|private|using|variable):/, "");
}

/** The name of the variable that what stands there is a part of; an empty text where it is of none. */
function variableOf(expression: Expression): string {
  if (expression.kind === "variable") return plainName(expression.name);
  return "of" in expression ? variableOf(expression.of) : "";
}

/** `$answer.id` for what stands there; an empty text for what has no such name. */
function sourceOf(expression: Expression): string {
  if (expression.kind === "variable") return `$${expression.name}`;
  if (expression.kind !== "member" && expression.kind !== "index") return "";
  const of = sourceOf(expression.of);
  const key = expression.kind === "member" ? expression.name : indexName(expression.key);
  return of === "" || key === undefined ? "" : `${of}.${key}`;
}

function indexName(key: Expression): string | undefined {
  if (key.kind === "number") return String(key.value);
  const [part] = key.kind === "text" ? key.parts : [];
  return typeof part === "string" && /^\w+$/.test(part) ? part : undefined;
}
