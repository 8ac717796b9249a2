/** What personal a text can be; each has aliases of its own. */
export type PersonalKind = "email" | "username" | "name" | "first" | "last" | "phone" | "street" | "city" | "postcode";

/** Where a value stands. */
export interface Place {
  /** Whether the object it stands in looks like a person. */
  readonly isPerson: boolean;
  /** Whether that object is one of somebody's addresses. */
  readonly isContact: boolean;
}

/** What a field holds by its name (docs/recordings.md lists them), or nothing if that is nothing personal. */
export function kindOfField(field: string, place: Place): PersonalKind | undefined {
  const name = plainName(field);
  return (
    kinds.get(name) ??
    (place.isPerson ? kindsOfPersons.get(name) : undefined) ??
    (place.isContact && contactTexts.has(name) ? "phone" : undefined)
  );
}

/**
 * Whether an object is somebody: it says how to reach or address one, is linked as a user, or stands under a name that
 * only people are put under. A flow or a queue has a `name`, too, and that is nobody's.
 */
export function looksLikePerson(object: Readonly<Record<string, unknown>>, field: string): boolean {
  const { selfUri } = object;
  return (
    Object.keys(object).some((key) => personal.has(plainName(key))) ||
    (typeof selfUri === "string" && selfUri.includes("/api/v2/users/")) ||
    personHolders.has(plainName(field))
  );
}

/** Whether what stands under this name are addresses and phone numbers of somebody. */
export function holdsContacts(field: string): boolean {
  return contactHolders.has(plainName(field));
}

/** `first_name` and `firstName` are one field. */
export function plainName(field: string): string {
  return field.toLowerCase().replace(/[_-]/g, "");
}

const kinds: ReadonlyMap<string, PersonalKind> = new Map([
  ...named("email", "email emailaddress mail"),
  ...named("username", "username loginname"),
  ...named("first", "firstname givenname middlename preferredname nickname"),
  ...named("last", "lastname familyname surname"),
  ...named("name", "fullname callername customername agentname"),
  ...named("phone", "phone phonenumber mobile mobilephone mobilenumber cellphone homephone workphone businessphone"),
  ...named("phone", "otherphone fax ani callerid callernumber"),
  ...named("street", "street streetaddress address1 address2 addressline1 addressline2"),
  ...named("city", "city"),
  ...named("postcode", "postalcode postcode zip zipcode"),
]);

const kindsOfPersons: ReadonlyMap<string, PersonalKind> = new Map([
  ...named("name", "name displayname"),
  ...named("street", "address"),
]);

const contactTexts = words("address display extension userinput number value");

/** Says by itself that the object is somebody; a city or a fax has a site, too. */
const personal = words("email username firstname givenname preferredname lastname familyname surname fullname");

const personHolders = words(
  "user users manager createdby createduser modifiedby updatedby publishedby lockeduser initiator owner agent person " +
    "people contact customer participant participants",
);

const contactHolders = words("addresses primarycontactinfo contactinfo phonenumbers");

function named(kind: PersonalKind, names: string): readonly (readonly [string, PersonalKind])[] {
  return names.split(" ").map((name) => [name, kind] as const);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
