import platformClient from "purecloud-platform-client-v2";

/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly accessToken?: string;
  readonly input: { readonly pageSize: number };
}

const mostPages = 40;

/** Lists every user page by page with the official JavaScript SDK, and says whether as many came as were announced, each once. */
export async function run({ baseUrl, accessToken, input: { pageSize } }: ClientInput): Promise<unknown> {
  const { hostname, port } = new URL(baseUrl);
  const client = platformClient.ApiClient.instance;
  client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
  client.setAccessToken(accessToken ?? "");
  const users = new platformClient.UsersApi();
  const ids: (string | undefined)[] = [];
  let [pageCount, total] = [1, 0];
  for (let pageNumber = 1; pageNumber <= Math.min(pageCount, mostPages); pageNumber += 1) {
    const page = await users.getUsers({ pageSize, pageNumber });
    pageCount = page.pageCount ?? 0;
    total = page.total ?? 0;
    ids.push(...(page.entities ?? []).map(({ id }) => id));
  }
  return { complete: ids.length === total, unique: new Set(ids).size === ids.length };
}
