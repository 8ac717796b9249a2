/** A change of one field of a JSON body, in every element where it is below a list. */
export interface Mutation {
  /** Where, with `*` for the elements of a list, and what was done there. */
  readonly name: string;
  readonly apply: (body: unknown) => unknown;
}

/** Every field of a body, left out, renamed, of another type, null; one more in each object. */
export function mutationsOf(body: unknown, at = ""): readonly Mutation[] {
  if (Array.isArray(body)) return mutationsOfElements(body, at);
  if (!isObject(body)) return mutationsOfScalar(body, at);
  const added = { name: `${at} with one more`, apply: inObjects((value) => ({ ...value, oneMore: "x" })) };
  const ofMembers = Object.entries(body).flatMap(([key, value]) => mutationsOfMember({ key, value }, `${at}/${key}`));
  return [added, ...ofMembers];
}

function mutationsOfMember({ key, value }: { readonly key: string; readonly value: unknown }, at: string): Mutation[] {
  const without = inObjects(({ [key]: _left, ...others }) => others);
  const renamed = inObjects(({ [key]: kept, ...others }) => ({ ...others, [`${key}X`]: kept }));
  return [
    { name: `${at} left out`, apply: without },
    { name: `${at} renamed`, apply: (body) => (isObject(body) && key in body ? renamed(body) : body) },
    ...mutationsOf(value, at).map(({ name, apply }) => ({
      name,
      apply: inObjects((object) => (key in object ? { ...object, [key]: apply(object[key]) } : object)),
    })),
  ];
}

/** What all elements have that one of them can have. */
function mutationsOfElements(elements: readonly unknown[], at: string): Mutation[] {
  const ofEach = elements.flatMap((element) => mutationsOf(element, `${at}/*`));
  const once = [...new Map(ofEach.map((mutation) => [mutation.name, mutation])).values()];
  return [
    { name: `${at} an object`, apply: () => ({}) },
    ...once.map(({ name, apply }) => ({
      name,
      apply: (body: unknown) => (Array.isArray(body) ? body.map((element) => apply(element)) : body),
    })),
  ];
}

function mutationsOfScalar(value: unknown, at: string): Mutation[] {
  const other = { name: `${at} of another type`, apply: () => (typeof value === "string" ? 7 : "seven") };
  return value === null ? [other] : [other, { name: `${at} null`, apply: () => null }];
}

/** Every text, number and flag of a body, with another value of the same type. */
export function otherValuesOf(body: unknown, at = ""): readonly Mutation[] {
  if (Array.isArray(body)) {
    return body.flatMap((element, position) =>
      otherValuesOf(element, `${at}/${position}`).map(({ name, apply }) => ({
        name,
        apply: (list: unknown) =>
          Array.isArray(list) ? list.map((one, index) => (index === position ? apply(one) : one)) : list,
      })),
    );
  }
  if (isObject(body)) {
    return Object.entries(body).flatMap(([key, value]) =>
      otherValuesOf(value, `${at}/${key}`).map(({ name, apply }) => ({
        name,
        apply: inObjects((object) => ({ ...object, [key]: apply(object[key]) })),
      })),
    );
  }
  const other = typeof body === "string" ? `${body} or so` : typeof body === "number" ? body + 1 : !body;
  return body === null ? [] : [{ name: `${at} of another value`, apply: () => other }];
}

function inObjects(change: (object: Readonly<Record<string, unknown>>) => unknown): Mutation["apply"] {
  return (body) => (isObject(body) ? change(body) : body);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
