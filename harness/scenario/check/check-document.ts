import { isRecord } from "#harness/scenario/document/document-value.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";
import { checkClaims } from "./check-claims.ts";
import { checkExpectations } from "./check-expectations.ts";
import { checkMatchers } from "./check-matchers.ts";
import { checkModules } from "./check-modules.ts";
import { checkRequests } from "./check-requests.ts";
import { checkSchema, type SchemaCheck } from "./check-schema.ts";
import { checkVariables } from "./check-variables.ts";

/**
 * Asks a document everything at once: keys and types by the schema, the rest by code that reads past what the schema
 * refuses. `folder` is the scenario's own. A finding that only follows from a misspelt key is left out.
 */
export async function checkDocument(document: unknown, folder: string): Promise<SchemaCheck> {
  if (!isRecord(document)) {
    const message =
      'expected a scenario with at least "id" and "title", found nothing of the kind; see scenarios/README.md';
    return { findings: [{ pointer: "", message }] };
  }
  const schema = await checkSchema(document);
  const meant = new Set(schema.findings.map((finding) => finding.meant));
  const findings = [
    ...schema.findings,
    ...checkExpectations(document),
    ...checkRequests(document),
    ...checkClaims(document),
    ...checkMatchers(document),
    ...checkVariables(document),
    ...(await checkModules(document, folder)),
  ].filter((finding) => finding.needs?.some((pointer) => meant.has(pointer)) !== true);
  const distinct = withoutRepeated(findings);
  return schema.document === undefined || distinct.length > 0
    ? { findings: distinct }
    : { findings: [], document: schema.document };
}

/** An anchored value that is repeated by aliases is found once per alias, with the same words. */
function withoutRepeated(findings: readonly Finding[]): readonly Finding[] {
  const byText = new Map(
    findings.map((finding) => [`${finding.pointer} ${finding.place} ${finding.message}`, finding]),
  );
  return [...byText.values()];
}
