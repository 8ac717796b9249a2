import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { Mock } from "#mock-server/mock.ts";
import { checkCaller } from "./check-caller.ts";
import type { ControlAnswer } from "./control-answer.ts";
import { controlCalls } from "./control-calls.ts";

// An org of some thousand users is a few megabytes.
const bodyMegabytes = 32;

/** The control plane under `/__mock`: JSON in and out, for loopback callers or those with the control token. */
export function createControl(mock: Mock): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use((request, response, next) => {
    const refusal = checkCaller(request, mock.options.controlToken);
    if (refusal === undefined) return next();
    send(response, refusal);
  });
  router.use(express.json({ limit: `${bodyMegabytes}mb`, strict: false, type: () => true }));
  for (const { method, path, call } of controlCalls) {
    router[method](path, async (request, response) => {
      send(response, await call({ mock, body: request.body, parameter: String(request.params["id"] ?? "") }));
    });
  }
  router.use((request, response) => send(response, unknownCall(request)));
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    send(response, describeError(error, { mock, request }));
  });
  return router;
}

function send(response: Response, { status, body }: ControlAnswer): void {
  response.status(status).json(body);
}

function unknownCall(request: Request): ControlAnswer {
  const known = controlCalls.map(({ method, path }) => `${method.toUpperCase()} /__mock${path}`).join(", ");
  return {
    status: 404,
    body: {
      code: "control.unknown.call",
      message: `There is no ${request.method} /__mock${request.path}. The control plane has ${known}.`,
    },
  };
}

/** A body or path that cannot be read is the caller's mistake; anything else is a bug of the mock. */
function describeError(error: unknown, { mock, request }: { mock: Mock; request: Request }): ControlAnswer {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (error instanceof URIError) {
    const message = "Expected a path whose % signs are followed by two hexadecimal digits.";
    return { status: 400, body: { code: "control.path.unreadable", message } };
  }
  if (status === 413) {
    const message = `Expected a body of at most ${bodyMegabytes} MB, found more.`;
    return { status, body: { code: "control.body.too.large", message } };
  }
  if (status >= 400 && status < 500) {
    const message = error instanceof Error ? error.message : String(error);
    return { status, body: { code: "control.body.unreadable", message: `Expected a JSON body: ${message}` } };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  mock.options.logBug?.(`This is a bug of the mock. It came up in ${request.method} /__mock:\n${stack}`);
  return {
    status: 500,
    body: { code: "control.bug", message: "This is a bug of the mock; the server's log has the details." },
  };
}
