import type { Organization } from "#mock-server/org/entities.ts";

/** The organization as the API shows it, keys in the order of NET `Organization.md`; the form of `selfUri` is inferred. */
export function formatOrganization(organization: Organization): Readonly<Record<string, unknown>> {
  const { id, name, defaultLanguage, defaultCountryCode, shortName, domain } = organization;
  return {
    id,
    name,
    ...(defaultLanguage === undefined ? {} : { defaultLanguage }),
    ...(defaultCountryCode === undefined ? {} : { defaultCountryCode }),
    ...(shortName === undefined ? {} : { thirdPartyOrgName: shortName }),
    ...(domain === undefined ? {} : { domain }),
    // Nothing that is mocked changes it.
    version: 1,
    state: "active",
    selfUri: `/api/v2/organizations/${id}`,
  };
}
