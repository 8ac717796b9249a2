import { anyOf } from "./any-of.ts";
import type { PersonalKind } from "./person-fields.ts";

/** What stands in a recording in place of people's data: the same alias for the same value, another one for another. */
export interface Aliases {
  /**
   * The alias of a text that `kind` says is personal. Texts of one `person` get the same number where that is possible. An
   * alias has the form of what it stands for: an address at a host that cannot exist, as many digits with the same marks.
   */
  aliasOf(kind: PersonalKind, text: string, person?: object): string;
  /** Leaves this text as it is, wherever it stands. */
  keep(text: string): void;
  /** Replaces the full names of people that are known by now inside a longer text. */
  replaceNames(text: string): string;
  /** The alias of a text that is, as a whole, something personal that is known by now. */
  aliasOfKnown(text: string): string | undefined;
}

export function createAliases(): Aliases {
  const numbers = new Map<string, number>();
  const taken = new Set<string>();
  const numberOf = new WeakMap<object, number>();
  const kept = new Set<string>();
  const given = new Set<string>();
  const known = new Map<string, string>();
  const fullNames = new Map<string, string>();
  let names: RegExp | undefined;
  let last = 0;

  function number(kind: PersonalKind, text: string, person: object | undefined): number {
    const key = `${kind} ${normalized(kind, text)}`;
    const own = person && numberOf.get(person);
    const free = own !== undefined && !taken.has(`${kind} ${own}`) ? own : undefined;
    const found = numbers.get(key) ?? free ?? ++last;
    numbers.set(key, found);
    taken.add(`${kind} ${found}`);
    if (person !== undefined && own === undefined) numberOf.set(person, found);
    return found;
  }

  return {
    aliasOf(kind, text, person) {
      // An alias is met again where a text is looked through twice.
      if (kept.has(text) || given.has(text)) return text;
      const alias = formats[kind](number(kind, text, person), text);
      given.add(alias);
      known.set(text, alias);
      // One word may be any word; two are hardly anything but this name.
      if (kind === "name" && /\S\s+\S/.test(text) && !fullNames.has(text)) {
        fullNames.set(text, alias);
        names = undefined;
      }
      return alias;
    },
    keep: (text) => void kept.add(text),
    replaceNames(text) {
      if (fullNames.size === 0) return text;
      names ??= anyOf([...fullNames.keys()]);
      return text.replace(names, (name) => (kept.has(name) ? name : (fullNames.get(name) ?? name)));
    },
    aliasOfKnown: (text) => (kept.has(text) ? undefined : known.get(text)),
  };
}

const formats: Readonly<Record<PersonalKind, (number: number, text: string) => string>> = {
  email: (number) => `person-${number}@example.invalid`,
  username: (number) => `person-${number}`,
  name: (number) => `Person ${number}`,
  first: (number) => `First ${number}`,
  last: (number) => `Last ${number}`,
  street: (number) => `Street ${number}`,
  city: (number) => `City ${number}`,
  phone: (number, text) => replaceDigits(text, number, "1555"),
  postcode: (number, text) => replaceDigits(text, number, ""),
};

/** As many digits with the same marks between them: 555 01.. are numbers that nobody has. */
function replaceDigits(text: string, number: number, prefix: string): string {
  const count = text.replace(/\D/g, "").length;
  const start = count > prefix.length + 4 ? prefix : "";
  const digits = start + String((start === "" ? 0 : 100) + number).padStart(count - start.length, "0");
  let next = digits.length - count;
  return text.replace(/\d/g, () => digits[next++] ?? "0");
}

function normalized(kind: PersonalKind, text: string): string {
  if (kind === "phone" || kind === "postcode") return text.replace(/\D/g, "");
  return kind === "email" ? text.toLowerCase() : text;
}
