import { stringify } from "yaml";
import type { ScenarioDraft } from "./scenario-draft.ts";

/** A scenario as its file holds it. `schema` is where editors find the schema, from the file's folder. */
export function formatScenario(draft: ScenarioDraft, schema?: string): string {
  const comment = schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n`;
  // Not folded: a long body or token would be harder to compare with its source. No aliases: nobody expects them here.
  return comment + stringify(draft, { lineWidth: 0, aliasDuplicateObjects: false });
}
