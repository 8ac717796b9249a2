import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { splitTarget, withPath } from "#mock-server/receive/recognise/target.ts";
import { findExample } from "./example-id.ts";
import { findIdPlaces, nameOf, withIdAt } from "./id-places.ts";

/** A flow that exists and is not in the state that the call needs: deleted, not published, of another type. */
export const recogniseFlowState: Recogniser = async (subject) => {
  const { operation, org } = subject;
  const place = findIdPlaces(subject).find(({ kind }) => kind === "flow");
  const flow = place === undefined ? undefined : await org.flows.get(place.value);
  if (operation === undefined || place === undefined || flow === undefined) return [];
  const problem = { check: "domain", in: place.in, pointer: place.pointer } as const;
  const explains = { in: place.in, pointer: place.pointer };
  const name = JSON.stringify(flow.name.slice(0, 60));
  if (place.in === "path" && place.problem.rule === "flow-deleted") {
    return [
      {
        problem: {
          ...problem,
          rule: "flow-deleted",
          expected: "a flow that is not deleted",
          found: `the flow ${name}, which was deleted`,
          suggestion: "Ask with ?deleted=true to see a deleted flow.",
        },
        explains,
        fix: (request) => {
          const { path, query } = splitTarget(request.path);
          const parameters = new URLSearchParams(query);
          parameters.set("deleted", "true");
          return withPath(request, path, parameters.toString());
        },
        change: "query deleted=true",
      },
    ];
  }
  const state = states[place.problem.rule]?.(flow.type, operation.launchableTypes);
  if (state === undefined) return [];
  const example = await findExample("flow", { org, operation });
  const finding: Finding = {
    problem: { ...problem, ...state, found: `the flow ${name}, ${state.found}` },
    explains,
  };
  if (example === undefined || example.id === flow.id) return [finding];
  return [
    {
      ...finding,
      fix: (request) => withIdAt(request, place, { id: example.id, template: operation.path }),
      change: `${nameOf(place)}: ${flow.id} -> ${example.id} (${example.name}, as an example)`,
    },
  ];
};

interface State {
  readonly rule: string;
  readonly expected: string;
  readonly found: string;
  readonly suggestion: string;
}

/** By the rule of the domain, what is said of the flow's state. */
const states: Readonly<Record<string, (type: string, launchable: readonly string[]) => State>> = {
  "flow-deleted": () => ({
    rule: "flow-deleted",
    expected: "a flow that is not deleted",
    found: "which was deleted",
    suggestion: "A deleted flow cannot be launched: take another.",
  }),
  "flow-version": () => ({
    rule: "flow-unpublished",
    expected: "a flow with a published version",
    found: "which was saved and never published",
    suggestion: "Publish the flow in Architect: a saved version alone cannot be launched.",
  }),
  "flow-type": (type, launchable) => ({
    rule: "flow-not-launchable",
    expected: `a flow of type ${launchable.join(" or ")}`,
    found: `a flow of type ${type}`,
    suggestion: `Only a ${launchable.join(" or ")} is launched by the API; GET /api/v2/flows?type=${launchable.join(",").toLowerCase()} lists them.`,
  }),
  "flow-configuration": () => ({
    rule: "flow-never-saved",
    expected: "a flow with a saved configuration",
    found: "which was created and never saved",
    suggestion: "Save the flow in Architect first.",
  }),
};
