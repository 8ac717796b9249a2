import { describe, expect, test } from "vitest";
import { pathInWorkspace } from "#harness/report/path-in-workspace.ts";

describe("pathInWorkspace", () => {
  test("is relative to the checkout, whichever folder of it the run was started in", () => {
    const workspace = "/checkout";

    expect(pathInWorkspace("scenarios/a.yaml", { workspace, cwd: "/checkout/packages/app" })).toBe(
      "packages/app/scenarios/a.yaml",
    );
    expect(pathInWorkspace("../shared/a.yaml", { workspace, cwd: "/checkout/packages" })).toBe("shared/a.yaml");
    expect(pathInWorkspace("/checkout/a.yaml", { workspace, cwd: "/elsewhere" })).toBe("a.yaml");
  });

  test("stays as it is outside of the checkout, and where no checkout is known", () => {
    expect(pathInWorkspace("a.yaml", { workspace: "/checkout", cwd: "/elsewhere" })).toBe("a.yaml");
    expect(pathInWorkspace("a.yaml", { workspace: "/checkout", cwd: "/checkout-2" })).toBe("a.yaml");
    expect(pathInWorkspace("a.yaml", { cwd: "/elsewhere" })).toBe("a.yaml");
    expect(pathInWorkspace("a.yaml", { workspace: "/checkout" })).toBe("a.yaml");
  });
});
