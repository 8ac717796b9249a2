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
