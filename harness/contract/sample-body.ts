const deepest = 200;
const mostElements = 20_000;
const mostMembers = 10_000;

/**
 * A copy of a parsed JSON body that is checked in bounded time. Kept are the first 20,000 elements of lists, over the whole
 * body, and the first 10,000 members of an object: far more than a response has that a schema describes. Undefined where it is
 * nested more than 200 deep, which no schema describes and a check that calls itself would overflow on.
 */
export function sampleBody(body: unknown): { readonly body: unknown } | undefined {
  let elements = 0;
  let isTooDeep = false;

  function copy(value: unknown, depth: number): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) {
      isTooDeep = true;
      return undefined;
    }
    if (Array.isArray(value)) {
      const kept = value.slice(0, Math.max(0, mostElements - elements));
      elements += kept.length;
      return kept.map((element) => copy(element, depth + 1));
    }
    // From entries, since assigning a property named __proto__ would set the prototype.
    const members = Object.entries(value).slice(0, mostMembers);
    return Object.fromEntries(members.map(([key, member]) => [key, copy(member, depth + 1)]));
  }

  const sample = copy(body, 1);
  return isTooDeep ? undefined : { body: sample };
}
