import { createFault, type Fault, type Problem } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to. */
export const userFaults = [
  "general.resource.not.found",
  "max.user.ids",
  "bad.request",
  "general.conflict",
  "missing.any.permissions",
  "user.not.found.on.delete",
  "user.version.conflict",
] as const;

/** No user has this id, or not in the state that was asked for. */
export function userNotFound(found: string): Fault {
  return userUnknown("general.resource.not.found", found);
}

/** Nobody is there to be deleted (CLI: a code of its own). */
export function userNotFoundOnDelete(found: string): Fault {
  return userUnknown("user.not.found.on.delete", found);
}

/** More ids in the query than one request may ask for (SW18). */
export function tooManyIds(count: number): Fault {
  return fault("max.user.ids", {
    rule: "too-many-ids",
    in: "query",
    field: "id",
    expected: "at most 100 ids",
    found: `${count} ids`,
  });
}

/** `id` and `jabberId` cannot be asked for together (NET; the code is inferred). */
export function idAndJabberId(): Fault {
  return fault("bad.request", {
    rule: "id-and-jabber-id",
    in: "query",
    field: "jabberId",
    expected: "either id or jabberId",
    found: "both",
  });
}

/** Another user, maybe a deleted one, has this email address (TF createUser). */
export function emailTaken(state: string): Fault {
  return bodyFault("general.conflict", {
    rule: "email-taken",
    field: "email",
    expected: "an email address that no user of the org has, whatever its state",
    found: `the address of a user whose state is ${state}`,
  });
}

/** The body names an entity that the org does not have; the code is inferred. */
export function referenceUnknown(field: "divisionId" | "manager", expected: string): Fault {
  return bodyFault("bad.request", { rule: "reference", field, expected, found: "an id that the org does not have" });
}

/** The user was changed since the caller read it. */
export function versionConflict(current: number, found: unknown): Fault {
  return bodyFault("user.version.conflict", {
    rule: "version",
    field: "version",
    expected: `the current version, ${current}`,
    found: `the version ${String(found)}`,
  });
}

/** With the setting `stateWithOtherProperties` at `refuse`: state is to be changed alone. */
export function stateNotAlone(others: readonly string[]): Fault {
  return bodyFault("bad.request", {
    rule: "state-alone",
    field: "state",
    expected: "no other property to change beside state",
    found: others.slice(0, 5).join(", "),
  });
}

/** A property of the body needs a permission of its own. */
export function propertyPermissionMissing(field: string, needed: readonly string[]): Fault {
  const about = {
    rule: "property-permission",
    field,
    expected: `one of the permissions ${needed.join(", ")} to change it`,
    found: "none of them",
  };
  return { ...bodyFault("missing.any.permissions", about), slots: [`[${needed.join(", ")}]`] };
}

/** A search that says too little, or cannot be read. */
export function searchUnreadable(about: Pick<Problem, "in" | "field" | "expected" | "found">): Fault {
  return fault("bad.request", { rule: "search", ...about });
}

type About = Pick<Problem, "rule" | "in" | "field" | "expected" | "found">;

function userUnknown(name: string, found: string): Fault {
  return fault(name, { rule: "user-unknown", in: "path", field: "userId", expected: "the id of a user", found });
}

function bodyFault(name: string, about: Omit<About, "in">): Fault {
  return fault(name, { in: "body", ...about });
}

function fault(name: string, about: About): Fault {
  const pointer = about.in === "body" ? `/${about.field.replaceAll(".", "/")}` : about.field;
  return createFault(name, { problems: [{ check: "domain", ...about, pointer, slots: [] }] });
}
