import { describe, expect, test } from "vitest";
import { readCurl } from "#explain/read/read-curl.ts";
import { curl, filesOf, messageOf, notesOf, short } from "./read-text.ts";

const noFiles = filesOf({});
const launch = "https://api.mypurecloud.com/api/v2/flows/executions";
const sent = { call: `POST ${launch}`, body: '{"flowId":"f"}' };

describe("read-curl", () => {
  test("gives a GET with curl's own Accept for an address alone", () => {
    expect(curl("curl https://api.mypurecloud.de/api/v2/users/me?expand=groups")).toEqual({
      call: "GET https://api.mypurecloud.de/api/v2/users/me?expand=groups",
      headers: ["Accept: */*"],
      body: "",
    });
  });

  test("gives a POST of a form for -d without a Content-Type", () => {
    expect(curl(`curl ${launch} -d '{"flowId":"f"}'`)).toEqual({
      ...sent,
      headers: ["Accept: */*", "Content-Type: application/x-www-form-urlencoded"],
    });
  });

  test.each([
    ["single quotes", `curl -X POST ${launch} -H 'Content-Type: application/json' -d '{"flowId":"f"}'`],
    ["double quotes", `curl -X POST ${launch} -H "Content-Type: application/json" -d "{\\"flowId\\":\\"f\\"}"`],
    ["ANSI-C quotes", `curl ${launch} -H $'Content-Type: application/json' -d $'{\\"flowId\\":\\x22f\\042}'`],
    ["short options together", `curl -sSXPOST ${launch} -HContent-Type:application/json -d'{"flowId":"f"}'`],
    [
      "continued lines",
      `curl -X POST \\\n  ${launch} \\\r\n -H 'Content-Type: application/json' \\\n -d '{"flowId":"f"}'\n`,
    ],
    [
      "long options with =",
      `curl --request=POST --url=${launch} --header='Content-Type: application/json' --data='{"flowId":"f"}'`,
    ],
    ["a prompt", `$ curl ${launch} -H 'Content-Type: application/json' --data-raw '{"flowId":"f"}'`],
    [
      "a code block",
      `Try this:\n\`\`\`bash\ncurl ${launch} -H 'Content-Type: application/json' -d '{"flowId":"f"}'\n\`\`\`\nThanks`,
    ],
    ["typographic quotes", `curl ${launch} -H “Content-Type: application/json” -d ‘{"flowId":"f"}’`],
    [
      "the command prompt",
      `curl -X POST "${launch}" ^\r\n  -H "Content-Type: application/json" ^\r\n  -d "{\\"flowId\\":\\"f\\"}"`,
    ],
    [
      "a browser's copy for the command prompt",
      `curl ^"${launch}^" ^\n  -H ^"Content-Type: application/json^" ^\n  --data-raw ^"^{^\\^"flowId^\\^":^\\^"f^\\^"^}^"`,
    ],
    ["PowerShell", `curl.exe -X POST '${launch}' \`\n  -H 'Content-Type: application/json' \`\n  -d '{"flowId":"f"}'`],
    ["a pipe into it", `echo -n '{"flowId":"f"}' | curl ${launch} -H 'Content-Type: application/json' -d @- | jq .id`],
    ["a here-document", `curl ${launch} -H 'Content-Type: application/json' -d @- <<EOF | jq .\n{"flowId":"f"}\nEOF`],
    ["a command substitution", `ID=$(curl -s ${launch} -H "Content-Type: application/json" -d '{"flowId":"f"}')`],
    [
      "another program before it",
      `sudo /usr/bin/curl ${launch} -H 'Content-Type: application/json' -d '{"flowId":"f"}' 2>/dev/null >out.json`,
    ],
    [
      "options that take a value and say nothing",
      `curl -o out.json -m 10 --retry 3 -w '%{http_code}' -k -L -v ${launch} -H 'Content-Type: application/json' -d '{"flowId":"f"}'`,
    ],
  ])("reads the same request from %s", (_name, text) => {
    expect(curl(text)).toEqual({ ...sent, headers: ["Accept: */*", "Content-Type: application/json"] });
  });

  test("sends --json as JSON, put together without a mark", () => {
    expect(curl(`curl ${launch} --json '{"a":1' --json '}'`)).toEqual({
      call: `POST ${launch}`,
      headers: ["Accept: application/json", "Content-Type: application/json"],
      body: '{"a":1}',
    });
  });

  test("joins data with & and encodes what --data-urlencode gives", () => {
    const { body } = curl("curl https://h/a -d a=1 --data-urlencode 'b=x y&z' --data-urlencode c@f", { f: "1/2" });
    expect(body).toBe("a=1&b=x+y%26z&c=1%2F2");
  });

  test("puts data into the query with -G", () => {
    expect(curl("curl -G 'https://h/a?b=1' -d c=2").call).toBe("GET https://h/a?b=1&c=2");
  });

  test("leaves line ends out of a file for --data, and keeps them for --data-binary", () => {
    const files = { "b.json": '{\r\n"a":1}\n' };
    expect(curl("curl https://h/a -d @b.json", files).body).toBe('{"a":1}');
    expect(curl("curl https://h/a --data-binary @b.json", files).body).toBe('{\r\n"a":1}\n');
    expect(curl("curl https://h/a --data-raw @b.json", files).body).toBe("@b.json");
  });

  test("makes Basic credentials of -u and of an address with a user", () => {
    const basic = "Authorization: Basic aWQ6c2VjcmV0";
    expect(curl("curl -u id:secret https://login.mypurecloud.com/oauth/token").headers).toContain(basic);
    expect(curl("curl https://id:secret@login.mypurecloud.com/oauth/token")).toMatchObject({
      call: "GET https://login.mypurecloud.com/oauth/token",
      headers: [basic, "Accept: */*"],
    });
  });

  test("lets a header of -H take the place of curl's own, and leaves out one without a value", () => {
    const { headers } = curl("curl -u id:secret -H 'Authorization: Bearer t' -H 'Accept:' -H 'X-Empty;' https://h/a");
    expect(headers).toEqual(["Authorization: Bearer t", "X-Empty: "]);
  });

  test("reads -I, -T, -A, -e, -b, --oauth2-bearer and --compressed", () => {
    expect(curl("curl -I https://h/a").call).toBe("HEAD https://h/a");
    expect(curl("curl -T f https://h/a", { f: "x" })).toMatchObject({ call: "PUT https://h/a", body: "x" });
    expect(curl("curl --oauth2-bearer t -A me -e https://r -b a=b --compressed https://h/a").headers).toEqual([
      "Authorization: Bearer t",
      "User-Agent: me",
      "Referer: https://r",
      "Cookie: a=b",
      "Accept: */*",
      "Accept-Encoding: deflate, gzip, br, zstd",
    ]);
  });

  test("makes a multipart body of -F", () => {
    const { headers, body } = curl("curl -F a=1 -F 'f=@x.txt;type=text/plain' https://h/a", { "x.txt": "hi" });
    expect(headers.at(-1)).toMatch(/^Content-Type: multipart\/form-data; boundary=/);
    expect(body).toContain('name="a"\r\n\r\n1\r\n');
    expect(body).toContain('name="f"; filename="x.txt"\r\nContent-Type: text/plain\r\n\r\nhi\r\n');
  });

  test("leaves variables as they are, and says so where single quotes keep a shell from replacing them", () => {
    const reading = readCurl(`curl "$BASE/api/v2/users/me" -H 'Authorization: Bearer $TOKEN'`, noFiles);
    expect(short(reading)).toEqual([
      { call: "GET https://$BASE/api/v2/users/me", headers: ["Accept: */*", "Authorization: Bearer $TOKEN"], body: "" },
    ]);
    expect(notesOf(reading)).toEqual([expect.stringContaining("$TOKEN stands in single quotes")]);
  });

  test("cuts an address without quotes at &, as a shell does, and says so", () => {
    const reading = readCurl("curl https://h/api/v2/users?pageSize=5&pageNumber=2", noFiles);
    expect(short(reading).map(({ call }) => call)).toEqual(["GET https://h/api/v2/users?pageSize=5"]);
    expect(notesOf(reading)).toEqual([expect.stringContaining('"&pageNumber=2" was not sent')]);
  });

  test("reads every curl of a text, each --next and each address", () => {
    const reading = readCurl("cd x\ncurl https://h/a && curl https://h/b --next -d x https://h/c https://h/d", noFiles);
    expect(short(reading).map(({ call }) => call)).toEqual([
      "GET https://h/a",
      "GET https://h/b",
      "POST https://h/c",
      "POST https://h/d",
    ]);
    expect(notesOf(reading)).toEqual(["Read were the curl commands only; 1 other is skipped."]);
  });

  test("skips an option that curl does not have, with the nearest one", () => {
    const reading = readCurl("curl --heade 'A: b' https://h/a", noFiles);
    expect(short(reading).map(({ call }) => call)).toEqual(["GET https://h/a"]);
    expect(notesOf(reading)).toEqual(["curl has no option --heade, so it is skipped; did you mean --header?"]);
  });

  test("keeps a placeholder in pointed brackets without quotes", () => {
    expect(curl("curl https://h/api/v2/flows/<flowId>/versions").call).toBe(
      "GET https://h/api/v2/flows/<flowId>/versions",
    );
  });

  test.each([
    [
      "a quote without an end",
      'curl https://h/a \\\n  -d \'{"a":1}',
      "line 2, column 6: expected a closing ' to the quote",
    ],
    ["no curl", "wget https://h/a", 'expected a command that begins with curl, found "wget"'],
    ["no address", "curl -X POST", "expected an address behind curl, found none"],
    ["nothing behind curl", "curl", "expected an address and options behind curl"],
    ["another scheme", "curl ftp://h/a", "expected an address with https://, found ftp://"],
    ["a file that is not there", "curl https://h/a -d @b.json", "no b.json"],
    ["standard input that is not shown", "curl https://h/a -d @-", "The body comes from standard input"],
  ])("says what is wrong with %s", (_name, text, message) => {
    expect(messageOf(readCurl(text, noFiles))).toContain(message);
  });
});
