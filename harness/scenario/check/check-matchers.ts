import { bindVariables, readReferences } from "#harness/scenario/bind-variables.ts";
import { entriesOf, listExpectations, memberOf, type Part } from "#harness/scenario/document/document-parts.ts";
import { asRecord, childPointer, formatFound, isRecord } from "#harness/scenario/document/document-value.ts";
import { type MatcherName, matcherNames } from "#harness/scenario/matcher-names.ts";
import { nearestName, suggestName } from "#harness/scenario/nearest-name.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";

/** Checks the matchers of all expectations: their names, their arguments, and that they stand alone. */
export function checkMatchers(document: unknown): readonly Finding[] {
  return listExpectations(document).flatMap(membersOf).flatMap(checkValue);
}

function checkValue(part: Part): readonly Finding[] {
  if (typeof part.value === "string") {
    return checkText(part.pointer, part.value);
  }
  if (!isRecord(part.value)) {
    return entriesOf(part).flatMap(checkValue);
  }
  const members = membersOf(part);
  const matchers = Object.keys(part.value).filter(isMatcherLike);
  const [first] = matchers;
  if (first === undefined) {
    return members.flatMap(checkValue);
  }
  const others = Object.keys(part.value).filter((key) => key !== first);
  return [
    ...others.map((key): Finding => {
      const message = `a matcher has exactly one key, found "${key}" beside "${first}"; move one of them`;
      return { pointer: childPointer(part.pointer, key), place: "key", message };
    }),
    ...matchers.flatMap((name) => memberOf(part, name).flatMap((member) => checkMatcher(member, name))),
  ];
}

/** A reference in a key starts with `$` too, but is not a matcher. */
function isMatcherLike(key: string): boolean {
  return /^\$(?!\{)/.test(key);
}

/** A text that is only a `$name` is short for the matcher with `true`. */
function checkText(pointer: string, text: string): readonly Finding[] {
  if (!/^\$[A-Za-z]\w*$/.test(text)) {
    return [];
  }
  if (!isMatcherName(text)) {
    return [{ pointer, message: `unknown matcher "${text}"${suggestName(text, matcherNames)}` }];
  }
  return argumentRules[text] === takesTrue
    ? []
    : [{ pointer, message: `"${text}" needs an argument; write { ${text}: ... }` }];
}

function checkMatcher(argument: Part, name: string): readonly Finding[] {
  if (!isMatcherName(name)) {
    const message = `unknown matcher "${name}"${suggestName(name, matcherNames)}`;
    return [{ pointer: argument.pointer, place: "key", message }];
  }
  const problem = argumentRules[name](argument.value);
  if (problem !== undefined) {
    const message = `"${name}" ${problem}, found ${formatFound(argument.value)}`;
    return [{ pointer: argument.pointer, message }];
  }
  return checkOperands(argument, name);
}

/** What stands behind these is an expected value itself and may hold matchers. */
function checkOperands(argument: Part, name: MatcherName): readonly Finding[] {
  if (name === "$contains" && typeof argument.value === "string" && !nearestName(argument.value, matcherNames)) {
    return [];
  }
  return ["$contains", "$oneOf", "$not", "$length"].includes(name) ? checkValue(argument) : [];
}

function membersOf(part: Part): readonly Part[] {
  return Object.keys(asRecord(part.value)).flatMap((key) => memberOf(part, key));
}

function isMatcherName(name: string): name is MatcherName {
  return matcherNames.some((known) => known === name);
}

type ArgumentRule = (argument: unknown) => string | undefined;

const takesTrue: ArgumentRule = (argument) => (argument === true ? undefined : "takes only true");

const takesAnything: ArgumentRule = () => undefined;

const takesOrder: ArgumentRule = (argument) =>
  typeof argument === "number" || (typeof argument === "string" && /^\d{4}-\d\d-\d\d|\$\{/.test(argument))
    ? undefined
    : "takes a number or an ISO 8601 date as text";

const argumentRules: Readonly<Record<MatcherName, ArgumentRule>> = {
  $any: takesTrue,
  $absent: takesTrue,
  $string: takesTrue,
  $number: takesTrue,
  $boolean: takesTrue,
  $array: takesTrue,
  $object: takesTrue,
  $uuid: takesTrue,
  $date: takesTrue,
  $contains: takesAnything,
  $matches: (argument) =>
    typeof argument === "string" ? checkPattern(argument) : "takes a regular expression as text",
  $oneOf: (argument) =>
    Array.isArray(argument) && argument.length > 0 ? undefined : "takes a list with at least one value or matcher",
  $not: takesAnything,
  $length: (argument) =>
    (typeof argument === "number" && Number.isInteger(argument) && argument >= 0) ||
    typeof argument === "string" ||
    isRecord(argument)
      ? undefined
      : "takes a whole number or a matcher",
  $greaterThan: takesOrder,
  $lessThan: takesOrder,
};

function checkPattern(pattern: string): string | undefined {
  // The values of variables are not known yet; any name of theirs stands in for them.
  const standIns = Object.fromEntries(readReferences(pattern).map(({ name }) => [name, "x"]));
  try {
    new RegExp(String(bindVariables(pattern, standIns)));
    return undefined;
  } catch (error) {
    return `takes a regular expression (${error instanceof Error ? error.message : "this is none"})`;
  }
}
