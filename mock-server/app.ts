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

/** The app for a server of node's. A target that Express cannot parse goes to the API handler, not to Express's HTML page. */
export function createListener(mock: Mock): RequestListener {
  const app = createApp(mock);
  const serveApi = createApiHandler(mock);
  return (request, response) => {
    app(request as express.Request, response as express.Response, () => {
      // What was thrown after the answer has begun is no call that waits for one.
      if (response.headersSent) response.destroy();
      else void serveApi(request, response);
    });
  };
}
