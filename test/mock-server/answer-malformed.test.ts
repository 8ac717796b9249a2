import { once } from "node:events";
import { Duplex } from "node:stream";
import { describe, expect, test } from "vitest";
import { answerMalformed } from "#mock-server/answer-malformed.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { aSeededMock } from "#test/helpers/a-mock.ts";
import { parseAnswers } from "#test/helpers/raw-client.ts";

const contracts = createContractTable();

/** A connection that keeps what is written to it. */
function aSocket() {
  const written: Buffer[] = [];
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk);
      done();
    },
  });
  return { socket, written };
}

const withCode = (code: string) => Object.assign(new Error(code), { code });

describe("answerMalformed", () => {
  test("answers 408 when the client did not finish in time", async () => {
    const { socket, written } = aSocket();
    answerMalformed(withCode("ERR_HTTP_REQUEST_TIMEOUT"), { socket, mock: aSeededMock({ contracts }) });
    await once(socket, "finish");
    const [answer] = parseAnswers(Buffer.concat(written));
    expect(answer?.status).toBe(408);
    expect(answer?.headers).toMatchObject({ "content-type": "application/json", connection: "close" });
    expect(answer?.body).toBe(
      '{"message":"The client did not finish the request in time.","code":"client.timeout","status":408,' +
        `"contextId":"${answer?.headers["inin-correlation-id"]}","details":[],"errors":[]}`,
    );
  });

  test("answers 400 to everything else", async () => {
    const { socket, written } = aSocket();
    answerMalformed(withCode("HPE_INVALID_METHOD"), { socket, mock: aSeededMock({ contracts, contract: "thread" }) });
    await once(socket, "finish");
    expect(parseAnswers(Buffer.concat(written))).toMatchObject([{ status: 400 }]);
  });

  test("writes nothing to a client that is gone", async () => {
    const reset = aSocket();
    answerMalformed(withCode("ECONNRESET"), { socket: reset.socket, mock: aSeededMock({ contracts }) });
    expect([reset.socket.destroyed, reset.written]).toEqual([true, []]);
    const ended = aSocket();
    ended.socket.end();
    await once(ended.socket, "finish");
    answerMalformed(withCode("HPE_INVALID_METHOD"), { socket: ended.socket, mock: aSeededMock({ contracts }) });
    expect([ended.socket.destroyed, ended.written]).toEqual([true, []]);
  });
});
