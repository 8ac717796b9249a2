import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to. */
export const userFaults = ["general.resource.not.found", "max.user.ids"] as const;

/** No user has this id, or not in the state that was asked for. */
export function userNotFound(found: string): Fault {
  return createFault("general.resource.not.found", {
    problems: [
      {
        check: "domain",
        rule: "user-unknown",
        in: "path",
        pointer: "userId",
        field: "userId",
        expected: "the id of a user",
        found,
        slots: [],
      },
    ],
  });
}

/** More ids in the query than one request may ask for (SW18). */
export function tooManyIds(count: number): Fault {
  return createFault("max.user.ids", {
    problems: [
      {
        check: "domain",
        rule: "too-many-ids",
        in: "query",
        pointer: "id",
        field: "id",
        expected: "at most 100 ids",
        found: `${count} ids`,
        slots: [],
      },
    ],
  });
}
