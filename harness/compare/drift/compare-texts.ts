import { parseIsoTime } from "#harness/compare/matchers/iso-time.ts";
import type { SideAliases, SideName } from "./side-aliases.ts";

/**
 * Says how two texts that stand at the same place differ, in one clause; undefined where they do not, or only in what is the
 * data of an org: names, numbers, times. Ids are compared by what they stand for, links of the API by where they lead.
 */
export function compareTexts(mock: string, real: string, aliases: SideAliases): string | undefined {
  if (aliases.differ(mock, real)) return "they stand for different things";
  if (isTime(mock) !== isTime(real)) return "only one of them is a time";
  if (!leadsToApi(mock) && !leadsToApi(real)) return undefined;
  return linkForm("mock", mock, aliases) === linkForm("real", real, aliases) ? undefined : "it leads elsewhere";
}

function isTime(text: string): boolean {
  return parseIsoTime(text)?.hasTime === true;
}

function leadsToApi(text: string): boolean {
  return /^(?:https?:\/\/[^/?#]*)?\/api\//i.test(text);
}

/** A link with its host, ids and numbers (pages, versions) replaced: what is left is the same in every org. */
function linkForm(side: SideName, link: string, aliases: SideAliases): string {
  return aliases
    .inText(side, link.replace(/^https?:\/\/[^/?#]*/i, "<host>"), "<id>")
    .replaceAll(/(?<=[/=])\d+(?:\.\d+)*(?=[/?&#]|$)/g, "<number>");
}
