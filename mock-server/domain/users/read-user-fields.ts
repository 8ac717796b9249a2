import { asFields, optional } from "#mock-server/contract/read-fields.ts";
import { type Contact, contactFields, type User, type UserState, userStates } from "#mock-server/org/entities.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * A user with what a body sets laid over it. Absent and null leave a property as it is, an empty text takes it away (TF sends
 * empty texts for what is not set); lists and objects are replaced whole. `state` and `version` are not looked at.
 */
export function withFields(user: User, fields: Fields): User {
  const { title, department, preferredName, username, jabberId, managerId, ...kept } = user;
  const chat = asFields(fields["chat"]) ?? {};
  return {
    ...kept,
    name: changedText(fields["name"], user.name) ?? user.name,
    email: changedText(fields["email"], user.email) ?? user.email,
    ...optional("title", changedText(fields["title"], title), String),
    ...optional("department", changedText(fields["department"], department), String),
    ...optional("preferredName", changedText(fields["preferredName"], preferredName), String),
    ...optional("username", changedText(fields["username"], username), String),
    ...optional("jabberId", changedText(chat["jabberId"], jabberId), String),
    ...optional("managerId", changedText(fields["manager"], managerId), String),
    ...optional("addresses", listOrNothing(fields["addresses"]), readContacts),
    ...optional("images", listOrNothing(fields["images"]), readImages),
    ...optional("certifications", listOrNothing(fields["certifications"]), readTexts),
    ...optional("profileSkills", listOrNothing(fields["profileSkills"]), readTexts),
    ...optional("biography", asFields(fields["biography"]), (value) => asFields(value) ?? {}),
    ...optional("employerInfo", asFields(fields["employerInfo"]), (value) => asFields(value) ?? {}),
    ...(typeof fields["acdAutoAnswer"] === "boolean" ? { acdAutoAnswer: fields["acdAutoAnswer"] } : {}),
  };
}

/** A state by its name; nothing if it is none. */
export function readState(value: unknown): UserState | undefined {
  return userStates.find((state) => state === value);
}

function changedText(value: unknown, current: string | undefined): string | undefined {
  if (typeof value !== "string") return current;
  return value === "" ? undefined : value;
}

function listOrNothing(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function readTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** `display` is read-only and therefore not among them. */
function readContacts(value: unknown): Contact[] {
  return Array.isArray(value) ? value.map((item) => pickTexts(item, contactFields)) : [];
}

function readImages(value: unknown): NonNullable<User["images"]>[number][] {
  return Array.isArray(value) ? value.map((item) => pickTexts(item, ["resolution", "imageUri"])) : [];
}

function pickTexts(value: unknown, names: readonly string[]): Record<string, string> {
  const fields = asFields(value) ?? {};
  return Object.fromEntries(names.flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]]] : [])));
}
