import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readReports } from "#harness/report/reported/read-reports.ts";
import { reportedTag } from "#harness/report/reported/summarize-reported.ts";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import type { ReportEntry } from "#scripts/docs/report-entry.ts";

const folder = "scenarios/reported";
const read = (name: string): unknown => parse(readFileSync(`${folder}/${name}`, "utf8"));
const catalogue = read("catalogue.yaml") as readonly ReportEntry[];
const left = read("not-reproduced.yaml") as readonly { readonly id: string; readonly why: string }[];
const { scenarios } = await loadScenarios({ paths: ["scenarios"], cwd: process.cwd() });
const repeating = scenarios.filter(({ tags }) => tags.includes(reportedTag));

describe("the catalogue of reports", () => {
  test("has the form that its schema says", () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    const validate = ajv.compile(JSON.parse(readFileSync(`${folder}/catalogue.schema.json`, "utf8")));
    validate(catalogue);
    expect(validate.errors ?? []).toEqual([]);
  });

  test("has every report once", () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(76);
  });

  test("has for each report either a scenario or the reason why there is none", () => {
    const misfits = catalogue.filter(({ id }) => {
      const hasScenario = repeating.some(({ report }) => report === id);
      return hasScenario === left.some((one) => one.id === id);
    });
    expect(misfits.map(({ id }) => id)).toEqual([]);
  });
});

describe("the reports that are not reproduced", () => {
  test("are reports of the catalogue, each named once and with a reason", () => {
    const ids = left.map(({ id }) => id);
    expect(ids.filter((id) => !catalogue.some((entry) => entry.id === id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(left.filter(({ why }) => !/\S/.test(why))).toEqual([]);
  });
});

describe("every scenario that repeats a report", () => {
  test("is named after a report of the catalogue", () => {
    const strangers = repeating.filter(({ id, report = "" }) => {
      return !catalogue.some((entry) => entry.id === report) || !id.startsWith(`reported-${report}`);
    });
    expect(strangers.map(({ id }) => id)).toEqual([]);
  });

  test("says the status that the report says", () => {
    const misfits = repeating.filter(({ report, reported }) => {
      return catalogue.find(({ id }) => id === report)?.response.status !== reported?.status;
    });
    expect(misfits.map(({ id }) => id)).toEqual([]);
  });

  test("says what it expects under each of its contracts", () => {
    const silent = repeating.filter(({ contracts, expect: expected }) =>
      contracts.some((name) => expected[name]?.status === undefined),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe("the contradictions between reports", () => {
  test("name claims of scenarios, each exactly once there", async () => {
    const reports = await readReports(`${folder}/launches/any.scenario.yaml`);
    const places = (reports?.contradictions ?? []).flatMap(({ a, b }) => [...a.claims, ...b.claims]);
    expect(places.length).toBeGreaterThan(20);
    const found = places.map(({ report, claim }) => ({
      report,
      claim,
      times: scenarios
        .filter((scenario) => scenario.report === report)
        .flatMap(({ claims }) => claims)
        .filter((one) => one.claim === claim).length,
    }));
    expect(found.filter(({ times }) => times !== 1)).toEqual([]);
  });
});
