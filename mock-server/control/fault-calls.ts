import { contractNames } from "#mock-server/contract/index.ts";
import { ok } from "./control-answer.ts";
import type { ControlCall } from "./control-call.ts";
import { findFaultMistakes } from "./find-fault-mistakes.ts";
import type { FaultOrder } from "./injected-faults.ts";
import { withoutMistakes } from "./take-body.ts";

// Each call of the API goes through all of them.
const mostFaults = 1000;

/** The calls of the control plane that are about ordered faults. */
export const faultCalls: readonly ControlCall[] = [
  {
    method: "get",
    path: "/faults",
    summary: "The faults that were ordered, with how often each was used and how often it still will be (left)",
    call: async ({ mock }) => ok(mock.faults.list()),
  },
  {
    method: "post",
    path: "/faults",
    summary:
      "Make matching calls (method, path with * or {parameter}) fail, the next `times` or all: status with retryAfter (seconds), delay (milliseconds), cutBody (bytes, or half), or reset",
    async call({ mock, body }) {
      const contracts = contractNames.map((name) => mock.contract(name).contract);
      return withoutMistakes<FaultOrder>(findFaultMistakes(body, contracts), body, async (order) => {
        if (mock.faults.list().length < mostFaults) return { status: 201, body: mock.faults.add(order) };
        const message = `${mostFaults} faults are ordered, which is the most. DELETE /__mock/faults forgets all, DELETE /__mock/faults/ID one.`;
        return { status: 409, body: { code: "control.faults.too.many", message } };
      });
    },
  },
  {
    method: "delete",
    path: "/faults",
    summary: "Forget all of them",
    async call({ mock }) {
      mock.faults.clear();
      return ok([]);
    },
  },
  {
    method: "delete",
    path: "/faults/:id",
    summary: "Forget one; answers with those that are left",
    async call({ mock, parameter }) {
      if (/^\d+$/.test(parameter) && mock.faults.remove(Number(parameter))) return ok(mock.faults.list());
      const message = "No fault with this id is ordered. GET /__mock/faults lists those that are.";
      return { status: 404, body: { code: "control.fault.not.found", message } };
    },
  },
];
