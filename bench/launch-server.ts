import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { Ajv2020 } from "ajv/dist/2020.js";
import { createContractTable } from "#mock-server/contract/index.ts";

/** What any mock has to do at the least: read the body, validate it, answer. Listens on the port in its argument. */
const { document } = createContractTable().get("published");
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(document, "contract");
const validate = ajv.compile({ $ref: "contract#/components/schemas/FlowExecutionLaunchRequest" });

createServer(async (request, response) => {
  const isGood = validate(await json(request));
  const id = crypto.randomUUID();
  const selfUri = `/api/v2/flows/executions/${id}`;
  const flowVersion = {
    id: "3.0",
    name: "3.0",
    selfUri: "/api/v2/flows/a1b2c3d4-e5f6-7890-abcd-ef1234567890/versions/3.0",
  };
  const body = JSON.stringify(
    isGood ? { id, name: "Desktop callback", flowVersion, selfUri } : { code: "bad.request" },
  );
  response.writeHead(isGood ? 200 : 400, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}).listen(Number(process.argv[2]), "127.0.0.1");
