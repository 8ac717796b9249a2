import type { FoundDrift } from "#harness/compare/drift/found-drift.ts";
import type { SideName } from "#harness/compare/drift/side-aliases.ts";
import { formatValue } from "#harness/compare/format-value.ts";
import { isRecord } from "#harness/compare/json.ts";
import { childPointer, formatPlace } from "#harness/compare/pointer.ts";
import { both, describe, onlyOn, onlyOnSome, type Placed, say, shown, typeOf } from "./body-drift.ts";
import { compareScalars, type ScalarContext } from "./compare-scalars.ts";
import { compareWords } from "./compare-words.ts";
import { compareListedForms } from "./text-form.ts";

/** What the walk asks beside the bodies. */
export interface BodyContext extends ScalarContext {
  /** Whether the contract says that the object at a pointer has keys that are data. */
  readonly isDataMap: (pointer: string) => boolean;
  /** The values of the request's query, in lower case (`askedWords`). */
  readonly asked: ReadonlySet<string>;
}

const mostItems = 1_000;

/**
 * Where two JSON bodies differ in what is not the data of an org: properties that one side lacks, types, ids, words of a
 * closed list. Of the elements of a list, whose number is data, the shapes are compared: what none of one side's elements has
 * and all of the other's have. What only some elements of a side lack is data, too, since two orgs fill in different things:
 * that an element lacks what it must have is for the contract's schema to say, against which both bodies are checked as well.
 * Where the other side's elements all lack it, nobody can tell, and that is what is said.
 * Words of elements are compared where the query names them. A refusal is about the request, so of its lists and values
 * everything is compared.
 */
export function compareBodies(mock: unknown, real: unknown, context: BodyContext): readonly FoundDrift[] {
  const decided: FoundDrift[] = [];
  const undecided: FoundDrift[] = [];
  const sample = createSample();
  const report = (item: FoundDrift) => void (item.isUndecided === true ? undecided : decided).push(item);
  const top = { mock: [{ at, value: mock }], real: [{ at, value: real }], inList: false };
  compareValues(top, { ...context, report, sample });
  if (sample.isCut())
    undecided.push({
      ...aside(`only the first ${mostElements} elements of its lists were compared`),
      isUndecided: true,
    });
  return [...listed(decided, {}), ...listed(undecided, { isUndecided: true })];
}

const at = "/body";

function aside(words: string): FoundDrift {
  return { at, kind: "property", message: `body: ${words}`, allowedBy: [] };
}

/** Those that a report can show, and a word about the rest. */
function listed(items: readonly FoundDrift[], certainty: Pick<FoundDrift, "isUndecided">): readonly FoundDrift[] {
  const more = items.length - mostItems;
  if (more <= 0) return items;
  const rest = aside(`at least ${more} more differences are not listed; look at both bodies`);
  return [...items.slice(0, mostItems), { ...rest, ...certainty }];
}

interface Walk extends BodyContext {
  readonly report: (item: FoundDrift) => void;
  readonly sample: Sample;
}

/** What the sides have at one place; several values where the place is within a list. */
interface Pair {
  readonly mock: readonly Placed[];
  readonly real: readonly Placed[];
  readonly inList: boolean;
}

function compareValues({ mock, real, inList }: Pair, walk: Walk): void {
  const [firstMock, firstReal] = [mock[0], real[0]];
  if (firstMock === undefined || firstReal === undefined) return;
  const mockTypes = new Set(mock.map(({ value }) => typeOf(value)));
  if (!real.some(({ value }) => mockTypes.has(typeOf(value)))) {
    const base = both(firstMock, firstReal);
    const words = `the mock sends ${describe(base.mock)}, the real API ${describe(base.live)}`;
    walk.report({ ...base, kind: "type", message: say(firstReal, words), allowedBy: [] });
    return;
  }
  if (inList) {
    compareListedWords({ mock, real }, walk);
    compareListedTexts({ mock, real }, walk);
  } else compareValue(firstMock, firstReal, walk);
  compareMembers({ mock, real, inList }, walk);
  const elements = { mock: walk.sample.elementsOf(mock), real: walk.sample.elementsOf(real) };
  if (inList || !walk.isRefusal || !hasSameLength(firstMock, firstReal, walk)) {
    compareValues({ ...elements, inList: true }, walk);
    return;
  }
  for (const [index, element] of elements.mock.entries()) {
    compareValues({ mock: [element], real: elements.real.slice(index, index + 1), inList: false }, walk);
  }
}

function compareValue(mock: Placed, real: Placed, walk: Walk): void {
  if (isContainer(mock.value)) return;
  const reason = compareScalars(mock.value, real.value, { ...walk, at: real.at });
  if (reason === undefined) return;
  const base = both(mock, real);
  const [mockText, realText] = [shown("mock", base.mock, walk.aliases), shown("real", base.live, walk.aliases)];
  const message = say(real, `the mock sends ${mockText}, the real API ${realText}; ${reason}`);
  walk.report({ ...base, kind: "value", message, allowedBy: ["differ"] });
}

/** Of a refusal, that two lists are not equally long is told here. */
function hasSameLength(mock: Placed, real: Placed, { report }: Walk): boolean {
  if (!Array.isArray(mock.value) || !Array.isArray(real.value)) return true;
  const [expected, found] = [mock.value.length, real.value.length];
  if (expected === found) return true;
  const words = `the mock sends a list of ${expected}, the real API a list of ${found}; it is about the request, not about the org`;
  report({ ...both(mock, real), kind: "value", message: say(real, words), allowedBy: ["differ"] });
  return false;
}

function compareListedWords({ mock, real }: Pick<Pair, SideName>, walk: Walk): void {
  const [firstReal] = real;
  if (walk.asked.size === 0 || !walk.isClosedValue(firstReal?.at.slice("/body".length) ?? "")) return;
  const words = { mock: mock.flatMap(wordOf), real: real.flatMap(wordOf) };
  const stray = compareWords(words, walk.asked);
  if (stray === undefined) return;
  const [who, other] = stray.side === "mock" ? ["the mock", "the real API"] : ["the real API", "the mock"];
  const [first] = (stray.side === "mock" ? mock : real).filter(({ value }) =>
    stray.words.some((word) => word === value),
  );
  if (first === undefined) return;
  const found = { mock: [...new Set(words.mock)], live: [...new Set(words.real)] };
  const message = `${formatPlace(first.at)}: ${who} sends ${formatValue(stray.words)} too, which the query does not ask for; ${other} sends only what it asks for`;
  walk.report({ at: first.at, kind: "value", ...found, message, allowedBy: ["differ"] });
}

/** Which texts the elements have is data; what the texts are, a UUID or a time, is not. */
function compareListedTexts({ mock, real }: Pick<Pair, SideName>, walk: Walk): void {
  const [firstMock, firstReal] = [mock.find(hasText), real.find(hasText)];
  if (firstMock === undefined || firstReal === undefined) return;
  const reason = compareListedForms(mock.flatMap(wordOf), real.flatMap(wordOf));
  if (reason === undefined) return;
  const base = both(firstMock, firstReal);
  const words = `the mock sends ${formatValue(base.mock)}, the real API ${formatValue(base.live)}; ${reason}`;
  walk.report({ ...base, kind: "value", message: say(firstReal, words), allowedBy: ["differ"] });
}

function hasText({ value }: Placed): boolean {
  return typeof value === "string" && value !== "";
}

function wordOf({ value }: Placed): readonly string[] {
  return typeof value === "string" ? [value] : [];
}

function compareMembers({ mock, real, inList }: Pair, walk: Walk): void {
  const [mockObjects, realObjects] = [mock.filter(hasRecord), real.filter(hasRecord)];
  const [first] = realObjects;
  if (mockObjects.length === 0 || first === undefined) return;
  // Of a refusal even these are about the request.
  if (!walk.isRefusal && walk.isDataMap(first.at.slice("/body".length))) return;
  const [mockMembers, realMembers] = [membersOf(mockObjects), membersOf(realObjects)];
  for (const name of new Set([...mockMembers.keys(), ...realMembers.keys()])) {
    const [onMock, onReal] = [mockMembers.get(name) ?? [], realMembers.get(name) ?? []];
    const [firstMock, firstReal] = [onMock[0], onReal[0]];
    const isCertain = !inList || !walk.sample.isCut();
    if (firstReal === undefined && firstMock !== undefined && isCertain && onMock.length === mockObjects.length) {
      walk.report(onlyOn("mock", firstMock));
    } else if (
      firstMock === undefined &&
      firstReal !== undefined &&
      isCertain &&
      onReal.length === realObjects.length
    ) {
      walk.report(onlyOn("real", firstReal));
    } else if (firstReal === undefined && firstMock !== undefined) {
      walk.report(onlyOnSome("mock", { first: firstMock, some: onMock.length, all: mockObjects, other: realObjects }));
    } else if (firstMock === undefined && firstReal !== undefined) {
      walk.report(onlyOnSome("real", { first: firstReal, some: onReal.length, all: realObjects, other: mockObjects }));
    } else {
      compareValues({ mock: onMock, real: onReal, inList }, walk);
    }
  }
}

// More than a page of the API holds, and enough to see the shape of any list or object.
const mostElements = 10_000;
const mostMembers = 10_000;

/** Takes the elements of lists, as many as are compared, and knows whether there were more. */
interface Sample {
  readonly elementsOf: (values: readonly Placed[]) => Placed[];
  readonly isCut: () => boolean;
}

function createSample(): Sample {
  let isCut = false;
  return {
    isCut: () => isCut,
    elementsOf(values) {
      const elements: Placed[] = [];
      for (const { at: place, value } of values) {
        if (!Array.isArray(value)) continue;
        const left = mostElements - elements.length;
        isCut ||= value.length > left;
        for (const [index, element] of value.slice(0, left).entries()) {
          elements.push({ at: childPointer(place, index), value: element });
        }
      }
      return elements;
    },
  };
}

interface PlacedRecord extends Placed {
  readonly value: Readonly<Record<string, unknown>>;
}

function hasRecord(placed: Placed): placed is PlacedRecord {
  return isRecord(placed.value);
}

/** The members of all objects, by their names. */
function membersOf(objects: readonly PlacedRecord[]): Map<string, Placed[]> {
  const members = new Map<string, Placed[]>();
  for (const { at, value } of objects) {
    for (const [name, member] of Object.entries(value).slice(0, mostMembers)) {
      const placed = { at: childPointer(at, name), value: member };
      const sameName = members.get(name);
      if (sameName === undefined) members.set(name, [placed]);
      else sameName.push(placed);
    }
  }
  return members;
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
