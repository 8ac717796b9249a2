import { formatTexts, formatValue } from "#harness/compare/format-value.ts";
import { splitTarget } from "./compare-path.ts";
import { type FoundDifference, type PartComparison, type RequestPair, ranks, sides } from "./found-difference.ts";
import { hiddenValue, isSecretName } from "./hide-secrets.ts";

/** Compares the query parameters of two requests by name; their order cannot matter. */
export function compareQuery(pair: RequestPair): PartComparison {
  const [queryOf, found] = [splitTarget(pair.reference.path).query, splitTarget(pair.other.path).query];
  if (queryOf === found) return { differences: [], hidden: 0 };
  const [left, right] = [valuesByName(queryOf), valuesByName(found)];
  const names = new Set([...left.keys(), ...right.keys()]);
  const compared = [...names].map((name) =>
    compareParameter(name, { pair, left: left.get(name), right: right.get(name) }),
  );
  const differences = compared.flatMap((one) => (typeof one === "object" ? [one] : []));
  const ids = compared.filter((one) => one === "hidden").length;
  // Where all values are the same, their order or encoding is what differs.
  return { differences: differences.slice(0, 30), hidden: differences.length === 0 && ids === 0 ? 1 : ids };
}

interface ParameterSides {
  readonly pair: RequestPair;
  readonly left: readonly string[] | undefined;
  readonly right: readonly string[] | undefined;
}

function compareParameter(name: string, { pair, left, right }: ParameterSides): FoundDifference | "hidden" | undefined {
  if (left?.join("\n") === right?.join("\n")) return undefined;
  const [before = "", after = ""] = [left?.join(","), right?.join(",")];
  if (left?.length === 1 && right?.length === 1 && pair.areOwnIds(before, after)) return "hidden";
  if (left !== undefined && right !== undefined && isSecretName(name)) return "hidden";
  const show = (values: readonly string[] | undefined) => {
    if (values === undefined || isSecretName(name)) return values === undefined ? undefined : hiddenValue;
    return formatValue(pair.hide(values.map((value) => `${name}=${value}`).join("&")));
  };
  const texts = left !== undefined && right !== undefined && !isSecretName(name);
  const shown = texts
    ? formatTexts(pair.hide(left.join("&")), pair.hide(right.join("&")))
    : { expected: show(left), found: show(right) };
  const isJoined = before === after;
  return {
    part: "query",
    name,
    ...(isJoined ? sides(show(left), show(right)) : sides(shown.expected, shown.found)),
    message: explain(name, { left, right, isJoined }),
    rank: ranks.query,
    change: (request) => ({ ...request, path: replaceParameter(request.path, name, pair.reference.path) }),
  };
}

function explain(
  name: string,
  { left, right, isJoined }: Omit<ParameterSides, "pair"> & { readonly isJoined: boolean },
): string {
  if (isJoined)
    return "one sends several values by repeating the name, the other joined by commas; not every operation takes both";
  if (right === undefined) return "left out, so that the API takes its default";
  if (/\[\d*\]$/.test(name))
    return "a name with brackets is another parameter; set the client's array format to repeat or comma";
  if (right.some((value) => /^(?:undefined|null|NaN|\[object Object\])$/.test(value))) {
    return "a variable had no value when the query was put together; look where it is set";
  }
  return left === undefined
    ? "sent by this client only; a parameter that the API does not know may be refused"
    : "another value can select other results, or be refused";
}

function valuesByName(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

/** The target with all values of one parameter as in another target. */
function replaceParameter(target: string, name: string, source: string): string {
  const isNamed = (part: string) => [...new URLSearchParams(part)][0]?.[0] === name;
  const partsOf = (text: string) =>
    splitTarget(text)
      .query.split("&")
      .filter((part) => part !== "");
  const parts = [...partsOf(target).filter((part) => !isNamed(part)), ...partsOf(source).filter(isNamed)];
  return splitTarget(target).path + (parts.length === 0 ? "" : `?${parts.join("&")}`);
}
