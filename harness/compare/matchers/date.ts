import { parseIsoTime } from "./iso-time.ts";
import { plainMatcher } from "./matcher.ts";

/** `$date`: an ISO 8601 date-time with its zone, such as `2024-05-31T10:00:00.000Z`; a date alone is none. */
export const date = plainMatcher(
  "an ISO 8601 date-time with a time zone",
  (found) => typeof found === "string" && parseIsoTime(found)?.hasTime === true,
);
