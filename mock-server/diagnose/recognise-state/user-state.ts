import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { splitTarget, withPath } from "#mock-server/receive/recognise/target.ts";
import { findExample } from "./example-id.ts";
import { findIdPlaces, nameOf, withIdAt } from "./id-places.ts";

/** A user who exists, in another state than the call needs: an initiator who is not active, a deleted one who is read. */
export const recogniseUserState: Recogniser = async (subject) => {
  const { operation, org } = subject;
  const place = findIdPlaces(subject).find(({ kind }) => kind === "user");
  const user = place === undefined ? undefined : await org.users.get(place.value);
  if (operation === undefined || place === undefined || user === undefined) return [];
  const problem = { check: place.problem.check, in: place.in, pointer: place.pointer } as const;
  const explains = { in: place.in, pointer: place.pointer };
  const found = `the user ${JSON.stringify(user.name.slice(0, 60))}, whose state is ${user.state}`;
  if (place.in === "path") {
    const states = operation.parameters.find(({ name, in: where }) => name === "state" && where === "query");
    if (states?.schema.enum?.includes(user.state) !== true) return [];
    return [
      {
        problem: {
          ...problem,
          rule: "user-state",
          expected: "a user in the state that is asked for",
          found,
          suggestion: `Ask with ?state=${user.state}: without it only active and inactive users are found.`,
        },
        explains,
        fix: (request) => {
          const { path, query } = splitTarget(request.path);
          const parameters = new URLSearchParams(query);
          parameters.set("state", user.state);
          return withPath(request, path, parameters.toString());
        },
        change: `query state=${user.state}`,
      },
    ];
  }
  if (user.state === "active") return [];
  const example = await findExample("user", { org, operation });
  return [
    {
      problem: {
        ...problem,
        rule: "initiator-not-active",
        expected: "an active user",
        found,
        suggestion: `Take an active user${example === undefined ? "" : `, e.g. ${example.id} (${example.name})`}, or make this one active again (PATCH /api/v2/users/{userId}).`,
      },
      explains,
      ...(example === undefined
        ? {}
        : {
            fix: (request) => withIdAt(request, place, { id: example.id, template: operation.path }),
            change: `${nameOf(place)}: ${user.id} -> ${example.id} (${example.name}, as an example)`,
          }),
    },
  ];
};
