/** The code under test: launches a flow and gives the id of its execution. */
export async function launchFlow({ baseUrl, accessToken, flowId }) {
  const response = await fetch(`${baseUrl}/api/v2/flows/executions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ flowId }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${body.code}: ${body.message}`);
  return body.id;
}

/** What the scenario calls: the same code, on whatever the scenario runs on. */
export function run({ baseUrl, accessToken, variables }) {
  return launchFlow({ baseUrl, accessToken, flowId: variables.publishedFlow });
}
