import type { RequestListener } from "node:http";
import express, { type Express } from "express";
import { createControl } from "./control/control.ts";
import type { Mock } from "./mock.ts";
import { createApiHandler } from "./serve-api.ts";

/** The mock as an Express app: the control plane under `/__mock`, the Platform API everywhere else. Does not listen. */
export function createApp(mock: Mock): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use("/__mock", createControl(mock));
  app.use(createApiHandler(mock));
  return app;
}

/**
 * The app for a server of node's. Express is asked only for what can be a call of the control plane: it takes longer than all
 * the rest of a call. A target that it cannot parse goes to the API handler, not to its HTML page.
 */
export function createListener(mock: Mock): RequestListener {
  const app = createApp(mock);
  const serveApi = createApiHandler(mock);
  return (request, response) => {
    // What was thrown after the answer has begun is no call that waits for one.
    if (!canBeControl(request.url ?? "")) return void serveApi(request, response).catch(() => response.destroy());
    app(request as express.Request, response as express.Response, () => {
      if (response.headersSent) response.destroy();
      else void serveApi(request, response);
    });
  };
}

/** Express finds the path of an absolute target by itself, and lets the case of a path count for nothing. */
function canBeControl(target: string): boolean {
  return !target.startsWith("/") || /^\/__mock/i.test(target);
}
