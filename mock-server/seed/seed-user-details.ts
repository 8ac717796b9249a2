import type { User, UserState } from "#mock-server/org/entities.ts";
import { knownIds } from "./known-ids.ts";

/** What a user of the default org has besides name and place; from the position alone, so that no seed changes it. */
export function seedUserDetails(position: number, state: UserState): Partial<User> {
  const day = String((position % 28) + 1).padStart(2, "0");
  return {
    // Numbers 0100 to 0199 of an exchange 555 belong to nobody.
    addresses: [
      { address: `+13175550${100 + (position % 100)}`, mediaType: "PHONE", type: "WORK" },
      ...(position % 3 === 0 ? [{ mediaType: "PHONE", type: "WORK2", extension: String(4000 + position) }] : []),
    ],
    // Everybody answers to the known active user, who answers to nobody.
    ...(position === 0 ? {} : { managerId: knownIds.activeUser }),
    ...(position % 2 === 0 ? { profileSkills: ["Callbacks"] } : {}),
    welcomeSentAt: `2025-09-${day}T08:00:00.000Z`,
    // Whoever is inactive has not come yet.
    ...(state === "inactive" ? {} : { lastLoginAt: `2025-10-${day}T09:30:00.000Z` }),
  };
}
