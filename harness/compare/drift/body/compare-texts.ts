import type { SideAliases } from "#harness/compare/drift/side-aliases.ts";
import { compareForms, formOf, linkShape } from "./text-form.ts";

/**
 * Says how two texts that stand at the same place differ, in one clause; undefined where they do not, or only in what is the
 * data of an org: names, numbers, times. Ids are compared by what they stand for, links of the API by where they lead.
 */
export function compareTexts(mock: string, real: string, aliases: SideAliases): string | undefined {
  if (aliases.differ(mock, real)) return "they stand for different things";
  // Where there is no text, there is nothing to have a form.
  if (mock === "" || real === "") return undefined;
  const [mockForm, realForm] = [formOf(mock), formOf(real)];
  if (mockForm !== realForm) return compareForms(mockForm, realForm);
  if (mockForm !== "a link into the API") return undefined;
  const [mockLink, realLink] = [aliases.inText("mock", mock, "<id>"), aliases.inText("real", real, "<id>")];
  return linkShape(mockLink) === linkShape(realLink) ? undefined : "it leads elsewhere";
}
