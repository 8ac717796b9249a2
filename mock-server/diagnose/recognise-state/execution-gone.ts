import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { findIdPlaces } from "./id-places.ts";

/** An execution that was there and is no longer kept (NET: details stay available for several days). */
export const recogniseExecutionGone: Recogniser = async (subject) => {
  const place = findIdPlaces(subject).find(({ kind }) => kind === "execution");
  const execution = place === undefined ? undefined : await subject.org.executions.get(place.value);
  if (place === undefined || execution === undefined) return [];
  return [
    {
      problem: {
        check: "domain",
        in: place.in,
        pointer: place.pointer,
        rule: "execution-gone",
        expected: "an execution whose details are still kept",
        found: `an execution launched at ${execution.launchedAt}, whose details are gone`,
        suggestion:
          "Details are kept for some days (setting executionRetentionDays): read and store them once the run is over.",
      },
      explains: { in: place.in, pointer: place.pointer },
    },
  ];
};
