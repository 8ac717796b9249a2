import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to. */
export const authorizationFaults = ["not.found", "max.role.ids"] as const;

/** No user or OAuth client has this id; that a deleted user is none any more is inferred. */
export function subjectNotFound(): Fault {
  return createFault("not.found", {
    problems: [
      {
        check: "domain",
        rule: "subject-unknown",
        in: "path",
        pointer: "/subjectId",
        field: "subjectId",
        expected: "the id of a user or an OAuth client",
        found: "an id that neither has",
        slots: [],
      },
    ],
  });
}

/** SW18 gives the code; the number is in the facts, and how the text reads is inferred from `max.user.ids`. */
export function tooManyRoleIds(found: number): Fault {
  return createFault("max.role.ids", {
    problems: [
      {
        check: "domain",
        rule: "too-many-ids",
        in: "query",
        pointer: "id",
        field: "id",
        expected: "at most 100 ids",
        found: `${found} ids`,
        slots: [],
      },
    ],
  });
}
