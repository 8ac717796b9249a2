import { randomUUID } from "node:crypto";
import type { Mock } from "#mock-server/mock.ts";
import { matches, type StandInAnswer } from "./differences.ts";
import type { StandInCall } from "./forward-to-mock.ts";

/** What a stand-in answers beside what the mock does: creating and deleting users. */
export interface OwnAnswers {
  answer(call: StandInCall): Promise<StandInAnswer>;
  deletedUsers(): readonly string[];
}

export function createOwnAnswers(options: {
  readonly mock: Mock;
  readonly forward: (call: StandInCall) => Promise<StandInAnswer>;
}): OwnAnswers {
  const { mock, forward } = options;
  const deleted: string[] = [];

  const createUser = async (call: StandInCall) => {
    const wanted: Readonly<Record<string, unknown>> = Object(JSON.parse(call.body.toString("utf8")));
    const id = randomUUID();
    const user = { id, name: String(wanted["name"]), email: String(wanted["email"]), version: 1 };
    const [division] = await mock.org().divisions.list();
    await mock.org().users.put({ ...user, state: "active", divisionId: division?.id ?? "*", grants: [] });
    return json(200, { ...user, state: "active", selfUri: `/api/v2/users/${id}` });
  };
  const deleteUser = async (call: StandInCall) => {
    const user = await mock.org().users.get(call.path.split("/").at(-1) ?? "");
    // The refusal is the same as for reading one that is not there.
    if (user === undefined || user.state === "deleted") return forward({ ...call, method: "GET" });
    await mock.org().users.put({ ...user, state: "deleted" });
    deleted.push(user.id);
    return json(200, {});
  };
  const own: readonly (readonly [match: string, answer: (call: StandInCall) => Promise<StandInAnswer>])[] = [
    ["POST /api/v2/users", createUser],
    ["DELETE /api/v2/users/*", deleteUser],
  ];

  return {
    async answer(call) {
      const [, ownAnswer] = own.find(([match]) => matches(match, call)) ?? [];
      if (ownAnswer === undefined) return forward(call);
      // Whether a token is accepted is the mock's to say.
      const proof = await forward({ ...call, method: "GET", path: "/api/v2/authorization/subjects/me", body: empty });
      return proof.status === 200 ? ownAnswer(call) : proof;
    },
    deletedUsers: () => deleted,
  };
}

const empty = Buffer.alloc(0);

function json(status: number, body: unknown): StandInAnswer {
  return { status, headers: [["Content-Type", "application/json"]], body: Buffer.from(JSON.stringify(body)) };
}
