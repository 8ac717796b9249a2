import { describe, expect, test } from "vitest";
import { assertBound, bindRun, type VariablesToBind } from "#harness/run/bind-run.ts";
import { NotComparableError } from "#harness/target/target.ts";
import { aStep } from "#test/harness/client/request-steps.ts";
import { aTarget } from "./build-run.ts";

const mock = aTarget();
const live = aTarget({
  name: "live",
  side: "real",
  env: { FLOW: "flow-of-the-org", EMPTY: "" },
  bindingOf: (name) => (name === "publishedFlow" ? { source: "GENESYS_TEST_FLOW_ID" } : undefined),
});

const bind = (changes: Partial<VariablesToBind>) =>
  bindRun({ target: live, contract: "published", builtIn: {}, declared: {}, ...changes });

describe("bindRun", () => {
  test("takes the mock's values on a mock and the live ones on the real side, each using those above it", () => {
    const declared = {
      flow: { mock: "of-the-mock", live: "${env.FLOW}" },
      path: { mock: "/m/${flow}", live: "/l/${flow}" },
    };

    expect(bind({ target: mock, declared }).values).toEqual({ flow: "of-the-mock", path: "/m/of-the-mock" });
    expect(bind({ declared }).values).toEqual({ flow: "flow-of-the-org", path: "/l/flow-of-the-org" });
  });

  test("takes the value for the contract, on either side", () => {
    const body = { published: { a: 1 }, thread: { b: 2 } };
    const declared = { body: { mock: body, live: body } };

    expect(bind({ declared, contract: "thread" }).bind("${body}")).toEqual({ b: 2 });
    expect(bind({ declared, target: mock }).bind("${body}")).toEqual({ a: 1 });
  });

  test("takes all values from a recording, the declared ones, too", () => {
    const recording = aTarget({ side: "real", bindsAll: true });
    const declared = { flow: { mock: "m", live: "${env.FLOW}" } };

    expect(bind({ target: recording, builtIn: { flow: "recorded" }, declared }).values).toEqual({ flow: "recorded" });
  });

  test.each([
    ["a variable of the environment that is not set", { live: "${env.NOWHERE}" }, "set NOWHERE"],
    ["one that is empty", { live: "${env.EMPTY}" }, "set EMPTY"],
    ["a variable for the mock only", {}, 'the variable "flow" has no value for a real org'],
  ])("misses %s only where it is used", (_what, value, message) => {
    const bound = bind({ declared: { flow: { mock: "m", ...value } } });

    expect(bound.bind("nothing")).toBe("nothing");
    expect(() => bound.bind("${flow}")).toThrow(NotComparableError);
    expect(() => bound.bind("${flow}")).toThrow(message);
  });

  test("says which variable of the environment binds a built-in one", () => {
    expect(() => bind({}).bind("${publishedFlow}")).toThrow(
      '"publishedFlow" is not bound for the real org; set GENESYS_TEST_FLOW_ID',
    );
    expect(() => bind({}).bind("${inactiveUser}")).toThrow('"inactiveUser" has no value on live');
  });
});

describe("assertBound", () => {
  const requests = (...steps: ReturnType<typeof aStep>[]) => ({ kind: "request", requests: steps }) as const;

  test("lets a step use what an earlier one saves and what the run itself gives", () => {
    const client = requests(aStep({ path: "/a", save: { id: "/id" } }), aStep({ path: "/a/${id}?t=${accessToken}" }));

    expect(() => assertBound({ target: live, client }, bind({}))).not.toThrow();
  });

  test.each([
    ["a request", requests(aStep({ path: "/a/${publishedFlow}" }))],
    ["a command", { kind: "command", argv: ["curl", "${publishedFlow}"], timeoutSeconds: 1 } as const],
    [
      "a module's input",
      { kind: "module", path: "/a.ts", export: "run", input: ["${publishedFlow}"], timeoutSeconds: 1 } as const,
    ],
  ])("misses what %s uses and nobody gives", (_what, client) => {
    expect(() => assertBound({ target: live, client }, bind({}))).toThrow(NotComparableError);
    expect(() => assertBound({ target: mock, client }, bind({ target: mock }))).not.toThrow();
  });
});
