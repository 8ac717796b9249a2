import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An application in a browser: its only page loads the SDK's web build, logs in as it is told and shows who is logged in. */
export interface AppPage {
  /** Where the application is, and where a login leads back to. */
  readonly address: string;
}

/** Serves the application on a free port of localhost; it points the SDK at the mock by its gateway setting. */
export async function anAppPage(mockUrl: string, login: string): Promise<AppPage> {
  const { resolve } = createRequire(import.meta.url);
  // The package's entry for node stands in dist/node.
  const entry = resolve("purecloud-platform-client-v2");
  const bundle = await readFile(new URL("../web-cjs/purecloud-platform-client-v2.min.js", `file://${entry}`));
  const { hostname, port } = new URL(mockUrl);
  const html = `<!doctype html><title>App</title><pre id="shown"></pre><script src="/sdk.js"></script><script>
    const show = (value) => { document.getElementById("shown").textContent = JSON.stringify(value); };
    const platformClient = require("platformClient");
    const client = platformClient.ApiClient.instance;
    client.setGateway({ protocol: "http", host: "${hostname}", port: ${port} });
    const redirectUri = location.origin + "/callback";
    const login = ${login};
    login(client, redirectUri)
      .then((authData) => new platformClient.UsersApi().getUsersMe().then(({ id }) => show({ id, state: authData.state })))
      .catch((error) => show({ error: error.message ?? error }));
  </script>`;
  const server = createServer((request, response) => {
    const isBundle = request.url === "/sdk.js";
    response.setHeader("Content-Type", isBundle ? "text/javascript" : "text/html");
    response.end(isBundle ? bundle : html);
  });
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an address object.
  return { address: `http://localhost:${(server.address() as AddressInfo).port}/callback` };
}
