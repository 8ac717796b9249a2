import { formatValue } from "#harness/compare/format-value.ts";
import { type FoundDifference, type PartComparison, type RequestPair, ranks, sides } from "./found-difference.ts";
import { hiddenValue, isSecretName } from "./hide-secrets.ts";

type Fields = readonly (readonly [name: string, value: string])[];

interface FormSides {
  readonly left: Fields;
  readonly right: Fields;
  /** How a field is made as in the reference's request; by default it is written anew as a form. */
  readonly change?: NonNullable<FoundDifference["change"]>;
}

/** Compares two forms field by field. */
export function compareForms(pair: RequestPair, { left, right, change }: FormSides): PartComparison {
  const names = [...new Set([...left, ...right].map(([name]) => name))];
  const changed = names.filter((name) => fieldOf(left, name) !== fieldOf(right, name));
  const isSecret = (name: string) =>
    isSecretName(name) && fieldOf(left, name) !== undefined && fieldOf(right, name) !== undefined;
  const differences = changed
    .filter((name) => !isSecret(name))
    .map((name) => ({ ...compareField(name, { pair, left, right }), ...(change === undefined ? {} : { change }) }));
  const secrets = changed.filter(isSecret).length;
  // Where no field differs, the order or the encoding does.
  return { differences: differences.slice(0, 30), hidden: changed.length === 0 ? 1 : secrets };
}

function compareField(
  name: string,
  { pair, left, right }: { readonly pair: RequestPair; readonly left: Fields; readonly right: Fields },
): FoundDifference {
  const show = (fields: Fields) => {
    const value = fieldOf(fields, name);
    if (value === undefined) return undefined;
    return isSecretName(name) ? hiddenValue : formatValue(pair.hide(value));
  };
  const isMissing = fieldOf(right, name) === undefined;
  return {
    part: "body",
    name: `/${name}`,
    ...sides(show(left), show(right)),
    message: isMissing
      ? "the field is missing here"
      : fieldOf(left, name) === undefined
        ? "only this client sends the field"
        : "another value of the field",
    rank: ranks.bodyValue,
    change: (request) => {
      const fields = [...new URLSearchParams(request.body.toString("utf8"))].filter(([key]) => key !== name);
      const wanted = left.filter(([key]) => key === name).map(([key, value]): [string, string] => [key, value]);
      return { ...request, body: Buffer.from(new URLSearchParams([...fields, ...wanted]).toString()) };
    },
  };
}

function fieldOf(fields: Fields, name: string): string | undefined {
  const values = fields.filter(([key]) => key === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}
