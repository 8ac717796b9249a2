import { describe, expect, test } from "vitest";
import { formatUser } from "#mock-server/domain/users/user-body.ts";
import { anOrg, orgData } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const user = aUser({
  id: "a1000000-0000-4000-8000-0000000000ff",
  name: "Ada",
  email: "ada@example.com",
  divisionId: "d1",
  version: 7,
});

describe("formatUser", () => {
  test("writes every field, in the order of a captured body", () => {
    const body = formatUser({ ...user, title: "Engineer", department: "R&D" }, anOrg(orgData()));
    expect(JSON.stringify(body, null, 1)).toBe(
      JSON.stringify(
        {
          id: "a1000000-0000-4000-8000-0000000000ff",
          name: "Ada",
          division: { id: "d1", name: "", selfUri: "/api/v2/authorization/divisions/d1" },
          chat: { jabberId: "a10000000000400080000000@0c123456.orgspan.com" },
          department: "R&D",
          email: "ada@example.com",
          primaryContactInfo: [{ address: "ada@example.com", mediaType: "EMAIL", type: "PRIMARY" }],
          addresses: [],
          state: "active",
          title: "Engineer",
          username: "ada@example.com",
          version: 7,
          acdAutoAnswer: false,
          selfUri: "/api/v2/users/a1000000-0000-4000-8000-0000000000ff",
        },
        null,
        1,
      ),
    );
  });

  test("leaves out title and department where the user has none, and never shows grants", () => {
    const keys = Object.keys(formatUser({ ...user, grants: [{ roleId: "r", divisionId: "*" }] }, anOrg()));
    for (const key of ["title", "department", "grants", "divisionId"]) expect(keys).not.toContain(key);
  });
});
