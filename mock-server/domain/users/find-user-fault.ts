import type { AcceptedCall } from "#mock-server/call.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { permits } from "#mock-server/org/permits.ts";
import { emailTaken, propertyPermissionMissing, referenceUnknown } from "./faults.ts";

/** Why a user cannot become what `wanted` is; `current` is absent where it is to be created. */
export async function findUserFault(
  wanted: User,
  current: User | undefined,
  { call, org }: { readonly call: AcceptedCall; readonly org: Org },
): Promise<Fault | undefined> {
  const fault = checkExtensions(wanted, current, call);
  if (fault !== undefined) return fault;
  if ((await org.divisions.get(wanted.divisionId)) === undefined && wanted.divisionId !== current?.divisionId) {
    return referenceUnknown("divisionId", "the id of a division");
  }
  if (wanted.managerId !== undefined && wanted.managerId !== current?.managerId) {
    const manager = await org.users.get(wanted.managerId);
    if (manager === undefined || manager.state === "deleted") {
      return referenceUnknown("manager", "the id of a user who is not deleted");
    }
  }
  if (wanted.email === current?.email) return undefined;
  const holder = await findByEmail(wanted, org);
  return holder === undefined ? undefined : emailTaken(holder.state);
}

/** Whoever has the address, a deleted user too (TF); that case makes no difference is inferred. */
async function findByEmail({ id, email }: User, org: Org): Promise<User | undefined> {
  const address = email.toLowerCase();
  return (await org.users.list()).find((user) => user.id !== id && user.email.toLowerCase() === address);
}

/** The contract names the permission that changing an extension takes besides (`x-property-permissions`). */
function checkExtensions(wanted: User, current: User | undefined, call: AcceptedCall): Fault | undefined {
  const place = "addresses.extension";
  const needed = call.operation.propertyPermissions?.[place] ?? [];
  const { principal } = call;
  if (needed.length === 0 || (principal.kind !== "user" && principal.kind !== "client")) return undefined;
  if (JSON.stringify(extensionsOf(wanted)) === JSON.stringify(extensionsOf(current))) return undefined;
  const permitted = needed.some((name) => principal.permissions.some((pattern) => permits(pattern, name)));
  return permitted ? undefined : propertyPermissionMissing(place, needed);
}

function extensionsOf(user: User | undefined): string[] {
  return (user?.addresses ?? []).flatMap(({ extension }) => extension ?? []).sort();
}
