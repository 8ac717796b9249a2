import { compareTexts } from "#mock-server/domain/shared/compare-texts.ts";

const number = /^-?\d+(\.\d+)?$/;

/** Numbers by their size, anything else as text: dates of ISO 8601 come in their order that way. */
export function compareValues(one: string, other: string): number {
  if (number.test(one) && number.test(other)) return Number(one) - Number(other);
  return compareTexts(one, other);
}
