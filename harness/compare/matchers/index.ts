import type { MatcherName } from "#harness/scenario/matcher-names.ts";
import { absent } from "./absent.ts";
import { any } from "./any.ts";
import { contains } from "./contains.ts";
import { date } from "./date.ts";
import { greaterThan } from "./greater-than.ts";
import { length } from "./length.ts";
import { lessThan } from "./less-than.ts";
import type { Matcher } from "./matcher.ts";
import { matches } from "./matches.ts";
import { not } from "./not.ts";
import { oneOf } from "./one-of.ts";
import { array, boolean, number, object, string } from "./types.ts";
import { uuid } from "./uuid.ts";

/** The matchers by the name they are written with. */
export const matchers: Readonly<Record<MatcherName, Matcher>> = {
  $any: any,
  $absent: absent,
  $string: string,
  $number: number,
  $boolean: boolean,
  $array: array,
  $object: object,
  $uuid: uuid,
  $date: date,
  $contains: contains,
  $matches: matches,
  $oneOf: oneOf,
  $not: not,
  $length: length,
  $greaterThan: greaterThan,
  $lessThan: lessThan,
};
