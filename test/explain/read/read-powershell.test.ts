import { describe, expect, test } from "vitest";
import { readPowershell } from "#explain/read/read-powershell.ts";
import { filesOf, messageOf, notesOf, type ShortRequest, short } from "./read-text.ts";

const noFiles = filesOf({});
const launch = "https://api.mypurecloud.com/api/v2/flows/executions";
const sent = {
  call: `POST ${launch}`,
  headers: ["Authorization: Bearer $token", "Content-Type: application/json"],
  body: '{"flowId":"f"}',
};

/** The first request of a script in few words. */
function powershell(text: string, files: Readonly<Record<string, string>> = {}): ShortRequest {
  const [first] = short(readPowershell(text, filesOf(files)));
  if (first === undefined) throw new Error("no request");
  return first;
}

function notes(text: string): readonly string[] {
  return notesOf(readPowershell(text, noFiles));
}

const auth = '@{ Authorization = "Bearer $token"; "Content-Type" = "application/json" }';

describe("read-powershell", () => {
  test("gives a GET for an address alone", () => {
    expect(powershell("irm https://api.mypurecloud.de/api/v2/users/me?expand=groups,team")).toEqual({
      call: "GET https://api.mypurecloud.de/api/v2/users/me?expand=groups,team",
      headers: [],
      body: "",
    });
  });

  test.each([
    ["one line", `Invoke-RestMethod -Uri ${launch} -Method Post -Headers ${auth} -Body '{"flowId":"f"}'`],
    [
      "continued lines, other cases and parts of names",
      `invoke-webrequest \`\r\n  -URI "${launch}" \`\n  -Meth:post \`\n  -Head ${auth} \`\n  -Body "{\`"flowId\`":\`"f\`"}"`,
    ],
    [
      "headers and a body that are assigned above",
      `$headers = @{\n  Authorization = "Bearer $token"  # from the login\n}\n$body = @{ flowId = 'f' } | ConvertTo-Json\n$answer = iwr "${launch}" -Method POST -Headers $headers -ContentType application/json -Body $body\n$answer.id`,
    ],
    [
      "Postman",
      `$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"\n$headers.Add("Authorization", "Bearer $token")\n$headers.Add("Content-Type", "application/json")\n\n$body = @"\n{\`"flowId\`":\`"f\`"}\n"@\n\n$response = Invoke-RestMethod '${launch}' -Method 'POST' -Headers $headers -Body $body\n$response | ConvertTo-Json`,
    ],
    [
      "a browser",
      `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.UserAgent = "Mozilla/5.0"\nInvoke-WebRequest -UseBasicParsing -Uri "${launch}" \`\n-Method "POST" \`\n-WebSession $session \`\n-Headers @{\n"authority"="api.mypurecloud.com"\n  "method"="POST"\n  "Authorization"="Bearer $token"\n} \`\n-ContentType "application/json" \`\n-Body ([System.Text.Encoding]::UTF8.GetBytes("{\`"flowId\`":\`"$([char]102)\`"}"))`,
    ],
    [
      "a table of parameters",
      `$call = @{ Uri = '${launch}'; Method = 'Post'; Authentication = 'Bearer'\n Token = (ConvertTo-SecureString $token -AsPlainText -Force); ContentType = 'application/json'\n Body = [ordered]@{ flowId = "f" } | ConvertTo-Json -Compress }\nInvoke-RestMethod @call`,
    ],
    [
      "a function, a condition and a try",
      `param([string]$Flow = "f", [Parameter(Mandatory = $true)][string]$token)\nfunction Start-Flow($x) {\n  if ($x -ne $null) { try { irm ${launch} -Method Post -Headers ${auth} -Body (@{flowId=$Flow}|ConvertTo-Json) } catch { throw } }\n}`,
    ],
    [
      "a terminal",
      `PS C:\\Users\\me> irm ${launch} -Method Post \`\n>> -Headers ${auth} \`\n>> -Body '{"flowId":"f"}'\n`,
    ],
    [
      "a code block",
      `I do this:\n\`\`\`powershell\nirm ${launch} -Method Post -Headers ${auth} -Body '{"flowId":"f"}'\n\`\`\`\nWhy?`,
    ],
    ["typographic quotes", `irm “${launch}” -Method Post –Headers ${auth} -Body ‘{"flowId":"f"}’`],
    ["a body that is piped", `@{ flowId = "f" } | ConvertTo-Json |\n  irm ${launch} -Method Post -Headers ${auth}`],
    ["curl as Windows PowerShell has it", `curl -Uri ${launch} -Method Post -Headers ${auth} -Body '{"flowId":"f"}'`],
  ])("reads the same request from %s", (_, text) => {
    expect(powershell(text)).toEqual(sent);
  });

  test("follows what is assigned: members, keys, +=, +, -f and $(...)", () => {
    const text = `
      $config = @{ host = "api.mypurecloud.de"; ids = @("a", "b") }
      $config.version = "v2"
      $config["page"] = 3
      $query = "?pageSize={0}&id={1}" -f 25, $config.ids[1]
      $query += "&pageNumber=" + $config.page
      irm "https://$($config.host)/api/$($config.version)/users$query"`;
    expect(powershell(text).call).toBe("GET https://api.mypurecloud.de/api/v2/users?pageSize=25&id=b&pageNumber=3");
  });

  test("makes Basic credentials, and a form of a table", () => {
    const text = `
      $basic = [Convert]::ToBase64String([System.Text.Encoding]::ASCII.GetBytes("id:secret"))
      irm https://login.mypurecloud.com/oauth/token -Method Post -Headers @{ Authorization = "Basic $basic" } -Body @{ grant_type = "client_credentials" }`;
    expect(powershell(text)).toEqual({
      call: "POST https://login.mypurecloud.com/oauth/token",
      headers: ["Authorization: Basic aWQ6c2VjcmV0", "Content-Type: application/x-www-form-urlencoded"],
      body: "grant_type=client_credentials",
    });
    expect(notes(text)).toEqual([]);
  });

  test("puts a table into the query of a GET", () => {
    expect(powershell('irm https://h/api/v2/users -Body @{ state = "any"; name = "A B" }').call).toBe(
      "GET https://h/api/v2/users?state=any&name=A+B",
    );
  });

  test("reads files for Get-Content and -InFile", () => {
    const files = { "dir/b.json": '{"a":1}' };
    expect(
      powershell("irm https://h/a -Method Post -Body (Get-Content .\\dir\\b.json -Raw)".replace(".\\", ""), files).body,
    ).toBe('{"a":1}');
    expect(powershell("irm https://h/a -Method Put -InFile dir/b.json", files).body).toBe('{"a":1}');
  });

  test("goes on with a placeholder for what the text does not say, and says which", () => {
    const text = `irm "$env:API/api/v2/users/$($user.id)" -Headers @{ Authorization = "Bearer $t" }`;
    expect(powershell(text)).toMatchObject({
      call: "GET https://$API/api/v2/users/${user.id}",
      headers: ["Authorization: Bearer $t"],
    });
    expect(notes(text)).toEqual([
      "The text does not say what these are, so each is taken for something valid: $env:API, $user.id, $t.",
    ]);
  });

  test("takes headers that it does not know for a token and the body's type", () => {
    const text = `irm ${launch} -Method Post -Headers $headers -Body '{}'`;
    expect(powershell(text).headers).toEqual(["Authorization: Bearer <token>", "Content-Type: application/json"]);
    expect(notes(text)).toEqual([expect.stringMatching(/^\$headers is not known/)]);
  });

  test("says that nothing can be said of a body that it does not know", () => {
    const text = `irm ${launch} -Method Post -Headers ${auth} -Body $payload`;
    expect(powershell(text).body).toBe("$payload");
    expect(notes(text)[0]).toMatch(/^\$payload is not known, so nothing can be said of the body/);
  });

  test("reads each of several requests, with what one answers as a placeholder in the next", () => {
    const text = `$run = irm ${launch} -Method Post -Headers ${auth} -Body '{"flowId":"f"}'\nirm "${launch}/$($run.id)" -Headers ${auth}`;
    expect(short(readPowershell(text, noFiles)).map(({ call }) => call)).toEqual([
      `POST ${launch}`,
      `GET ${launch}/\${run.id}`,
    ]);
  });

  test.each([
    [
      "the type of a form without -ContentType",
      `irm ${launch} -Method Post -Body '{}'`,
      /^Without -ContentType PowerShell calls/,
    ],
    ["a body without -Method", `irm ${launch} -Body '{}'`, /^A GET has no body; .* write -Method Post\.$/],
    [
      "a table for a body",
      `irm ${launch} -Method Post -ContentType application/json -Body @{ flowId = "f" }`,
      /ConvertTo-Json/,
    ],
    [
      "letters that are no ASCII",
      `irm ${launch} -Method Post -ContentType application/json -Body '{"name":"Zoë"}'`,
      /ISO-8859-1/,
    ],
    ["a space behind a backtick", `irm ${launch} \` \n -TimeoutSec 5`, /^A backtick with a space behind it/],
  ])("warns of %s", (_, text, note) => {
    expect(notes(text)).toEqual([expect.stringMatching(note)]);
  });

  test.each([
    ["a quote", `irm "${launch}`, 'line 1, column 5: expected an end to the quote " that begins here'],
    ["a table", "$h = @{ a = 1\nirm https://h/a", "line 1, column 6: expected an end to the table @{ that begins here"],
    ["a here-string", '$b = @"\n{}', 'line 1, column 6: expected an end to the here-string @"'],
  ])("says where %s begins that is never closed", (_, text, message) => {
    expect(messageOf(readPowershell(text, noFiles))).toContain(message);
  });

  test("says what is missing where there is no address, no request, or a form of parts", () => {
    expect(messageOf(readPowershell("\nirm -Uri $uri", noFiles))).toBe(
      "line 2: expected an address behind -Uri, found $uri, to which the text assigns nothing; write the address, or paste the lines that make it, too",
    );
    expect(messageOf(readPowershell("Get-Date", noFiles))).toMatch(/^expected Invoke-RestMethod or Invoke-WebRequest/);
    expect(messageOf(readPowershell(`irm ${launch} -Method Post -Form @{ a = 1 }`, noFiles))).toMatch(
      /^line 1: -Form sends/,
    );
  });

  test.each([
    ["ForEach-Object", "1..3 | ForEach-Object { irm https://h/a/$_ }"],
    ["its short name, by a name of its parameter", "1..3 |\n  % -Process {\n irm https://h/a/$PSItem } "],
    ["a list", "'1', '2', '3' | foreach { irm https://h/a/$_ }"],
    ["a call", "$answer = & { irm https://h/a/1 }"],
    ["a job", "Start-Job -Name x -ScriptBlock { $answer = irm https://h/a/1; $answer }"],
    ["Measure-Command", "(Measure-Command { irm https://h/a/1 }).TotalSeconds"],
    ["brackets behind Write-Host", "Write-Host (irm https://h/a/1).id"],
    ["a text behind Write-Host", 'Write-Host "found $((irm https://h/a/1).id)"'],
  ])("finds the request in what a command is given: %s", (_, text) => {
    expect(short(readPowershell(text, noFiles)).map(({ call }) => call)).toEqual(["GET https://h/a/1"]);
  });

  test("says that the block of ForEach-Object is read for the first item alone", () => {
    expect(notes("1..3 | ForEach-Object { irm https://h/a/$_ }")).toEqual([
      "The block of ForEach-Object is read once, for the first of the 3 items.",
    ]);
    expect(notes("Get-Item x | ForEach-Object { irm https://h/a/$_ }")).toEqual([
      "The text does not say what these are, so each is taken for something valid: $_.",
    ]);
    expect(powershell("'1' | % { 2 | % { $_ }; irm https://h/a/$_ }").call).toBe("GET https://h/a/1");
  });

  test.each([
    ["no line", "@'\n'@"],
    ["no line, expanded", '@"\r\n"@'],
    ["an empty line", "@'\n\n'@"],
  ])("takes a here-string with %s for an empty text", (_, text) => {
    expect(powershell(`$b = ${text}\nirm https://h/a -Method Put -Body "[$b]"`).body).toBe("[]");
  });

  test("says that an & needs quotes, and goes on with the whole address", () => {
    const text = "\nirm https://h/x?a=1&b=$c&d=2 -Headers $h";
    expect(powershell(text).call).toBe("GET https://h/x?a=1&b=$c&d=2");
    expect(notes(text)[0]).toMatch(
      /^line 2: expected quotes around an address with an &, found none\. .* in quotes\. /,
    );
  });

  test.each([
    ["in quotes", 'irm "https://h/x?a=1&b=2"', ["GET https://h/x?a=1&b=2"]],
    ["behind a backtick", "irm https://h/x?a=1`&b=2", ["GET https://h/x?a=1&b=2"]],
    ["alone, at the end of a command", "irm https://h/a &\nirm https://h/b & irm https://h/c", ["a", "b", "c"]],
    ["twice, between commands", "irm https://h/a&&irm https://h/b && irm https://h/c", ["a", "b", "c"]],
  ])("has nothing to say of an & %s", (_, text, calls) => {
    const found = short(readPowershell(text, noFiles)).map(({ call }) => call);
    expect(found).toEqual(calls.map((call) => (call.length === 1 ? `GET https://h/${call}` : call)));
    expect(notes(text)).toEqual([]);
  });
});
