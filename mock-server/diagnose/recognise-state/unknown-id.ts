import type { Finding, Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";
import { findExample } from "./example-id.ts";
import { explainId } from "./explain-id.ts";
import { findIdPlaces, type IdPlace, nameOf, withIdAt } from "./id-places.ts";
import { fits, listEntities, nouns } from "./named-entities.ts";

/** Rules that say that nothing has the id. Others say that what has it is in the wrong state, or that it is written wrongly. */
const unknownRules: ReadonlySet<string> = new Set([
  "flow-unknown",
  "user-unknown",
  "execution-unknown",
  "subject-unknown",
  "reference",
  "constraint",
]);

/** An id that nothing of its kind has: damaged, of something else, a name in its place, or of another org. */
export const recogniseUnknownId: Recogniser = async (subject) => {
  const { operation, org } = subject;
  const places = findIdPlaces(subject).filter(({ problem }) => unknownRules.has(problem.rule));
  if (operation === undefined || places.length === 0) return [];
  const entities = await listEntities(org);
  const findings: Finding[] = [];
  for (const place of places) {
    // What exists is in the wrong state, or written in a way that a schema refuses: not for here.
    if (entities.some((entity) => entity.id === place.value && fits(place.kind, entity))) continue;
    const { meant, ...trouble } = explainId(place.value, place.kind, entities);
    const example = meant === undefined ? await findExample(place.kind, { org, operation }) : undefined;
    const right = meant ?? example?.id;
    findings.push({
      problem: {
        check: place.problem.check,
        in: place.in,
        pointer: place.pointer,
        expected: `the id of ${nouns[place.kind]}${place.problem.rule === "reference" ? " that is active" : ""}`,
        ...trouble,
      },
      explains: { in: place.in, pointer: place.pointer },
      ...(right === undefined ? {} : replacement(place, { right, name: example?.name, operation })),
    });
  }
  return findings;
};

function replacement(
  place: IdPlace,
  parts: {
    readonly right: string;
    readonly name: string | undefined;
    readonly operation: NonNullable<Subject["operation"]>;
  },
): Required<Pick<Finding, "fix" | "change">> {
  const { right: id, name, operation } = parts;
  const what = name === undefined ? "" : ` (${name}, as an example)`;
  return {
    fix: (request) => withIdAt(request, place, { id, template: operation.path }),
    change: `${nameOf(place)}: ${JSON.stringify(place.value.slice(0, 60))} -> ${id}${what}`,
  };
}
