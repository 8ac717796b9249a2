import type { User } from "#mock-server/org/entities.ts";

/** From a field that a search can name to a user's texts in it; inferred: the properties of `User` by their names. */
export const userFields: ReadonlyMap<string, (user: User) => readonly (string | undefined)[]> = new Map<
  string,
  (user: User) => readonly (string | undefined)[]
>([
  ["id", ({ id }) => [id]],
  ["name", ({ name }) => [name]],
  ["email", ({ email }) => [email]],
  ["username", ({ username, email }) => [username ?? email]],
  ["preferredName", ({ preferredName }) => [preferredName]],
  ["title", ({ title }) => [title]],
  ["department", ({ department }) => [department]],
  ["state", ({ state }) => [state]],
  ["manager", ({ managerId }) => [managerId]],
  ["division", ({ divisionId }) => [divisionId]],
  ["divisionId", ({ divisionId }) => [divisionId]],
  ["version", ({ version }) => [String(version)]],
  ["addresses", ({ addresses = [] }) => addresses.flatMap(({ address, extension }) => [address, extension])],
  ["profileSkills", ({ profileSkills = [] }) => profileSkills],
  ["certifications", ({ certifications = [] }) => certifications],
  ["dateLastLogin", ({ lastLoginAt }) => [lastLoginAt]],
  ["dateWelcomeSent", ({ welcomeSentAt }) => [welcomeSentAt]],
]);

/** A user's texts in a field, in lower case: that case makes no difference is inferred. None for a field nobody knows. */
export function textsIn(user: User, field: string): string[] {
  const texts = userFields.get(field)?.(user) ?? [];
  return texts.filter((text) => text !== undefined && text !== "").map((text) => String(text).toLowerCase());
}
