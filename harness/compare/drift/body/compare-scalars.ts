import type { SideAliases } from "#harness/compare/drift/side-aliases.ts";
import { compareTexts } from "./compare-texts.ts";

/** What decides whether a value can be an org's data. */
export interface ScalarContext {
  readonly aliases: SideAliases;
  /** Whether the contract gives the value at a pointer of the body a closed list. */
  readonly isClosedValue: (pointer: string) => boolean;
  /** Whether the body is that of a refusal. */
  readonly isRefusal: boolean;
  /** Places of texts of a refusal that were compared already: its code and its message. */
  readonly isCompared: (at: string) => boolean;
}

/** Numbers that repeat what the request asked for, or its defaults, where they stand: they are the same in every org. */
const echoes: Readonly<Record<string, string>> = {
  "/body/pageSize": "it repeats the page size that was asked for, or the default",
  "/body/pageNumber": "it repeats the page that was asked for, or the default",
};

/** What of a refusal is not the same in every org: an id of the call that is no UUID, the name that a thing was given. */
const dataOfRefusals: ReadonlySet<string> = new Set(["contextId", "entityName"]);

/**
 * Says in one clause why two values of the same place (`at`, below `/body`) differ, where that means something; undefined where
 * they are equal, or where it is an org's data. Of a refusal every value means something: it is about the request.
 */
export function compareScalars(
  mock: unknown,
  real: unknown,
  { at, ...context }: ScalarContext & { readonly at: string },
): string | undefined {
  if (mock === real) return undefined;
  if (context.isClosedValue(at.slice("/body".length))) return "the contract has a closed list for it";
  if (typeof mock === "string" && typeof real === "string") {
    return compareTexts(mock, real, context.aliases) ?? compareInRefusal({ at, mock, real }, context);
  }
  // Two types are told as such.
  if (typeof mock !== typeof real) return undefined;
  return context.isRefusal ? "it is about the request, not about the org" : echoes[at];
}

function compareInRefusal(
  { at, mock, real }: { readonly at: string; readonly mock: string; readonly real: string },
  { aliases, isRefusal, isCompared }: ScalarContext,
): string | undefined {
  if (!isRefusal || isCompared(at) || dataOfRefusals.has(at.slice(at.lastIndexOf("/") + 1))) return undefined;
  const isSame = aliases.inText("mock", mock, "<id>") === aliases.inText("real", real, "<id>");
  return isSame ? undefined : "it is about the request, not about the org";
}
