import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Contract, Refusal, SettingDeclaration } from "./contract.ts";
import { checkNames } from "./contract.ts";
import { errorShapes } from "./operation.ts";
import type { ProblemPolicy } from "./problem-policy.ts";
import { problemRules } from "./problem-policy.ts";
import { type Fields, fieldsOf, listOf, oneOf, optional, textOf } from "./read-fields.ts";
import { readInjectedRefusals, readOperations } from "./read-operations.ts";
import { readCors, readRateLimits } from "./read-wire-rules.ts";

/**
 * Reads the contract in the folder `name` beside this file. A document with `x-extends` is laid over the one it names: paths
 * by method, schemas, responses, refusals and x- blocks by name. Throws when the document lacks what a contract needs; that
 * is a broken installation, not a caller's mistake.
 */
export function loadContract(name: string): Contract {
  const document = readDocument(name);
  const rights = fieldsOf(document["x-rights"], "x-rights");
  const refusals = readRefusals(document);
  const problems = readProblems(document);
  const contract = {
    name,
    document,
    checkOrder: listOf(fieldsOf(document["x-check-order"], "x-check-order")["order"], "x-check-order.order").map(
      (check) => oneOf(checkNames, check, "x-check-order.order"),
    ),
    errorShape: oneOf(errorShapes, fieldsOf(document["x-error-body"], "x-error-body")["shape"], "x-error-body.shape"),
    rights: {
      permissions: oneOf(["enforced", "ignored"] as const, rights["permissions"], "x-rights.permissions"),
      scopes: oneOf(["user-tokens", "every-token"] as const, rights["scopes"], "x-rights.scopes"),
      ...optional("scopedOperations", rights["scopedOperations"], (value) =>
        listOf(value, "x-rights.scopedOperations").map((id) => textOf(id, "x-rights.scopedOperations")),
      ),
    },
    problems,
    refusals,
    refusalsOfEveryOperation: namesIn(document, "x-refusals-of-every-operation"),
    injectedRefusals: readInjectedRefusals(document["x-injected-refusals"], "x-injected-refusals"),
    responseHeaders: readHeaders(document),
    cors: readCors(document),
    rateLimits: readRateLimits(document),
    settings: readSettings(document),
  } satisfies Omit<Contract, "operations">;
  return { ...contract, operations: readOperations(contract) };
}

function readDocument(name: string): Fields {
  const file = fileURLToPath(new URL(`./${name}/openapi.yaml`, import.meta.url));
  const own = fieldsOf(parse(readFileSync(file, "utf8"), { merge: true }), file);
  const parent = own["x-extends"];
  return parent === undefined ? own : layOver(readDocument(textOf(parent, "x-extends")), own);
}

function layOver(base: Fields, own: Fields): Fields {
  const components = mergeEach(
    fieldsOf(base["components"], "components"),
    fieldsOf(own["components"] ?? {}, "components"),
  );
  const refusals: Fields = {
    ...fieldsOf(base["x-refusals"], "x-refusals"),
    ...fieldsOf(own["x-refusals"] ?? {}, "x-refusals"),
  };
  const leftOut = new Set(own["x-refusals-left-out"] === undefined ? [] : namesIn(own, "x-refusals-left-out"));
  return {
    ...base,
    ...own,
    components,
    paths: mergeEach(fieldsOf(base["paths"], "paths"), fieldsOf(own["paths"] ?? {}, "paths")),
    "x-settings": { ...fieldsOf(base["x-settings"], "x-settings"), ...fieldsOf(own["x-settings"] ?? {}, "x-settings") },
    "x-refusals": Object.fromEntries(Object.entries(refusals).filter(([refusal]) => !leftOut.has(refusal))),
    "x-base-problems": base["x-problems"],
  };
}

function mergeEach(base: Fields, own: Fields): Fields {
  const merged: Fields = { ...base };
  for (const [key, value] of Object.entries(own)) {
    merged[key] = { ...fieldsOf(base[key] ?? {}, key), ...fieldsOf(value, key) };
  }
  return merged;
}

function readRefusals(document: Fields): Map<string, Refusal> {
  const refusals = new Map<string, Refusal>();
  for (const [name, value] of Object.entries(fieldsOf(document["x-refusals"], "x-refusals"))) {
    const at = `x-refusals.${name}`;
    const fields = fieldsOf(value, at);
    if (typeof fields["status"] !== "number") throw new Error(`${at}.status: expected a number`);
    refusals.set(name, {
      status: fields["status"],
      ...optional("statusSetting", fields["statusSetting"], (setting) => textOf(setting, at)),
      code: textOf(fields["code"], `${at}.code`),
      message: textOf(fields["message"], `${at}.message`),
      ...optional("params", fields["params"], (params) => listOf(params, at).map((param) => textOf(param, at))),
      source: textOf(fields["source"], `${at}.source`),
    });
  }
  return refusals;
}

function readProblems(document: Fields): ProblemPolicy[] {
  return listOf(fieldsOf(document["x-problems"], "x-problems")["rules"], "x-problems.rules").map((value) => {
    const fields = fieldsOf(value, "x-problems.rules");
    return {
      rule: oneOf(problemRules, fields["rule"], "x-problems.rules.rule"),
      refusal: textOf(fields["refusal"], "x-problems.rules.refusal"),
      ...optional("code", fields["code"], (code) => textOf(code, "x-problems.rules.code")),
    };
  });
}

function readHeaders(document: Fields): Record<string, string> {
  const headers = fieldsOf(fieldsOf(document["x-response-headers"], "x-response-headers")["headers"], "headers");
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, textOf(value, name)]));
}

function readSettings(document: Fields): Record<string, SettingDeclaration> {
  const settings: Record<string, SettingDeclaration> = {};
  for (const [name, value] of Object.entries(fieldsOf(document["x-settings"], "x-settings"))) {
    const at = `x-settings.${name}`;
    const fields = fieldsOf(value, at);
    settings[name] = {
      description: textOf(fields["description"], `${at}.description`),
      ...optional("values", fields["values"], (values) => listOf(values, at).map((one) => settingValue(one, at))),
      ...optional("minimum", fields["minimum"], (minimum) => Number(minimum)),
      default: settingValue(fields["default"], `${at}.default`),
      ...optional("platform", fields["platform"], (platform) => Number(platform)),
      source: textOf(fields["source"], `${at}.source`),
    };
  }
  return settings;
}

function settingValue(value: unknown, at: string): string | number {
  if (typeof value === "number") return value;
  return textOf(value, at);
}

function namesIn(document: Fields, block: string): string[] {
  return listOf(fieldsOf(document[block], block)["names"], block).map((name) => textOf(name, block));
}
