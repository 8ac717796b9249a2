/** `mock` is the mock's side of a run, `real` that of the real API. */
export type SideName = "mock" | "real";

/** The values that `${name}` stood for on one side. */
export type Variables = Readonly<Record<string, unknown>>;

/** Knows which id of one side stands for which of the other, and learns it as it sees more of them. */
export interface SideAliases {
  /**
   * A text of one side with ids replaced by their names (`<publishedFlow>`, `<id-1>`), times by `<time>`. A UUID without a
   * partner is left in lower case, or replaced by `stranger`.
   */
  inText(side: SideName, text: string, stranger?: string): string;
  /** The UUIDs of a text that have no partner yet, in lower case, in the order they stand there. */
  strangers(side: SideName, text: string): readonly string[];
  /** Takes two ids for the same thing, unless one of them has a partner already; says whether they are a new pair. */
  pair(mock: string, real: string): boolean;
  /**
   * Whether two values that stand at the same place mean different things. Two ids that are new become a pair. What is no id
   * differs from an id with a name, and from nothing else.
   */
  differ(mock: string, real: string): boolean;
}

/** Names and values that both sides have make the names; the same id under several names takes the first. */
export function createSideAliases(variables: Readonly<Record<SideName, Variables>>): SideAliases {
  const names = nameValues(variables);
  const patterns = { mock: patternOf(names.mock), real: patternOf(names.real) };
  // A pair of ids is a number that both have.
  const numbers = { mock: new Map<string, number>(), real: new Map<string, number>() };

  function inText(side: SideName, text: string, stranger?: string): string {
    return text.replaceAll(patterns[side], (match) => {
      const id = idForm(match);
      const name = names[side].get(id) ?? names[side].get(decode(match));
      if (name !== undefined) return `<${name}>`;
      if (!isUuid(match)) return "<time>";
      const number = numbers[side].get(id);
      return number === undefined ? (stranger ?? id) : `<id-${number}>`;
    });
  }

  function strangers(side: SideName, text: string): string[] {
    const ids = [...text.matchAll(patterns[side])].map(([match]) => idForm(match));
    return ids.filter((id) => isUuid(id) && !names[side].has(id) && !numbers[side].has(id));
  }

  function pair(mock: string, real: string): boolean {
    const [mockId, realId] = [idForm(mock), idForm(real)];
    if (numbers.mock.has(mockId) || numbers.real.has(realId)) return false;
    const number = numbers.mock.size + 1;
    numbers.mock.set(mockId, number);
    numbers.real.set(realId, number);
    return true;
  }

  function differ(mock: string, real: string): boolean {
    const [mockName, realName] = [idName(names.mock, mock), idName(names.real, real)];
    if (mockName !== undefined || realName !== undefined) return mockName !== realName;
    if (!isUuid(mock) || !isUuid(real) || pair(mock, real)) return false;
    const [mockId, realId] = [idForm(mock), idForm(real)];
    return mockId !== realId && numbers.mock.get(mockId) !== numbers.real.get(realId);
  }

  return { inText, strangers, pair, differ };
}

type Names = ReadonlyMap<string, string>;

/** Values that say where and with what right a client calls; they stand for nothing in the org. */
const noAliases: ReadonlySet<string> = new Set([
  "accessToken",
  "clientSecret",
  "basicCredentials",
  "baseUrl",
  "loginUrl",
]);

/** Per side, the name of each value. Names that mean the same on either side are one: the first. */
function nameValues(variables: Readonly<Record<SideName, Variables>>): Readonly<Record<SideName, Names>> {
  const names = { mock: new Map<string, string>(), real: new Map<string, string>() };
  for (const [name, value] of Object.entries(variables.mock)) {
    const other = Object.hasOwn(variables.real, name) ? variables.real[name] : undefined;
    if (noAliases.has(name) || !isNameable(value) || !isNameable(other)) continue;
    const [mock, real] = [idForm(value), idForm(other)];
    const first = names.mock.get(mock) ?? names.real.get(real) ?? name;
    const second = names.real.get(real);
    for (const map of [names.mock, names.real]) {
      for (const [id, known] of map) if (known === second) map.set(id, first);
    }
    names.mock.set(mock, first);
    names.real.set(real, first);
  }
  return names;
}

function isNameable(value: unknown): value is string {
  return typeof value === "string" && /^[\w.@:+-]{6,200}$/.test(value);
}

/** The name of a value that is an id; words of a language and addresses have names in texts only. */
function idName(names: Names, text: string): string | undefined {
  return isUuid(text) || /^(?=.*\d)[\w-]+$/.test(text) ? names.get(idForm(text)) : undefined;
}

const uuid = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const wholeUuid = new RegExp(`^${uuid}$`);
const colon = "(?::|%3[aA])";
const time = `\\d{4}-\\d\\d-\\d\\dT\\d\\d${colon}\\d\\d(?:${colon}\\d\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d\\d(?:${colon})?\\d\\d)?`;

function patternOf(names: Names): RegExp {
  const words = [...names.keys()]
    .filter((value) => !isUuid(value))
    .flatMap((value) => [value, encodeURIComponent(value)]);
  // The longest first: one can begin with another.
  const inOrder = [...new Set(words)].sort((one, other) => other.length - one.length).map(escapeForPattern);
  return new RegExp(
    `(?<![\\w-])(?:${[...inOrder, time].join("|")})(?![\\w-])|(?<![0-9a-zA-Z])${uuid}(?![0-9a-zA-Z])`,
    "g",
  );
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\-]/g, "\\$&");
}

function isUuid(text: string): boolean {
  return wholeUuid.test(text);
}

/** UUIDs are the same in either case. */
function idForm(text: string): string {
  return isUuid(text) ? text.toLowerCase() : text;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
