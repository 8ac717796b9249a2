import { parseIsoTime } from "#harness/compare/matchers/iso-time.ts";

/**
 * What a text is, as far as the same place has the same in every org: a UUID, a time, a link into the API; undefined for any
 * other text. Whether a time has fractions of a second is none of it: the platform writes both.
 */
export type TextForm = "a UUID" | "a time in UTC" | "a time with an offset" | "a link into the API";

export function formOf(text: string): TextForm | undefined {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return "a UUID";
  if (parseIsoTime(text)?.hasTime === true) return text.endsWith("Z") ? "a time in UTC" : "a time with an offset";
  return leadsToApi(text) ? "a link into the API" : undefined;
}

/** Says in one clause that two forms are not the same; undefined where they are. */
export function compareForms(mock: TextForm | undefined, real: TextForm | undefined): string | undefined {
  if (mock === real) return undefined;
  if (mock !== undefined && real !== undefined) return `the mock's is ${mock}, the real API's ${real}`;
  return mock === undefined ? `only the real API's is ${real}` : `only the mock's is ${mock}`;
}

/**
 * The same of all texts that the elements of a list have at one place: undefined where a text of each side has the same form, and
 * leads to the same place if it is a link. Empty texts are data.
 */
export function compareListedForms(mock: readonly string[], real: readonly string[]): string | undefined {
  const [mockTexts, realTexts] = [mock.filter((text) => text !== ""), real.filter((text) => text !== "")];
  const [firstMock, firstReal] = [mockTexts[0], realTexts[0]];
  if (firstMock === undefined || firstReal === undefined) return undefined;
  const mockShapes = new Set(mockTexts.map(shapeOf));
  if (realTexts.some((text) => mockShapes.has(shapeOf(text)))) return undefined;
  return compareForms(formOf(firstMock), formOf(firstReal)) ?? "they lead elsewhere";
}

/** The form, of a link with what is data replaced: host, ids, numbers. */
function shapeOf(text: string): string {
  const form = formOf(text);
  return form === "a link into the API" ? linkShape(text.replaceAll(uuids, "<id>")) : (form ?? "");
}

/** A link with its host and numbers (pages, versions) replaced: apart from ids, what is left is the same in every org. */
export function linkShape(link: string): string {
  return link.replace(/^https?:\/\/[^/?#]*/i, "<host>").replaceAll(/(?<=[/=])\d+(?:\.\d+)*(?=[/?&#]|$)/g, "<number>");
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function leadsToApi(text: string): boolean {
  return /^(?:https?:\/\/[^/?#]*)?\/api\//i.test(text);
}
