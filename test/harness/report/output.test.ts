import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createOutput, type OutputOptions, oneLine, printable, type TextStream } from "#harness/report/output.ts";
import { createRedactor } from "#redact/create-redactor.ts";

describe("createOutput", () => {
  test("writes what is printed to standard output and progress to standard error, both without secrets", () => {
    const { output, out, err } = anOutput();

    output.print("token secret-1\n");
    output.progress("\r1/2 secret-1");

    expect(out.written).toEqual(["token <redacted>\n"]);
    expect(err.written).toEqual(["\r1/2 <redacted>"]);
  });

  test("is as wide as it is told, else as the terminal, else 100 columns", () => {
    expect(anOutput({ columns: 80, stdout: aStream({ columns: 120 }) }).output.width).toBe(80);
    expect(anOutput({ stdout: aStream({ columns: 120 }) }).output.width).toBe(120);
    expect(anOutput().output.width).toBe(100);
  });

  test("is coloured on a terminal only, and not when colour is declined", () => {
    expect(anOutput({ stdout: aStream({ isTTY: true }) }).output.colour).toBe(true);
    expect(anOutput({ stdout: aStream({ isTTY: true }), noColour: true }).output.colour).toBe(false);
    expect(anOutput({ stderr: aStream({ isTTY: true }) }).output.colour).toBe(false);
    expect(anOutput({ isTTY: true }).output.colour).toBe(true);
  });

  test("is interactive when standard error is a terminal, unless it is told otherwise", () => {
    expect(anOutput({ stderr: aStream({ isTTY: true }) }).output.interactive).toBe(true);
    expect(anOutput({ stdout: aStream({ isTTY: true }) }).output.interactive).toBe(false);
    expect(anOutput({ stderr: aStream({ isTTY: true }), isTTY: false }).output.interactive).toBe(false);
  });

  test("writes a file without secrets into a folder that was not there", async () => {
    const folder = await aFolder();
    const path = join(folder, "new", "deep", "report.json");

    await anOutput().output.writeFile(path, '{"curl":"secret-1"}\n');

    expect(await readFile(path, "utf8")).toBe('{"curl":"<redacted>"}\n');
  });

  test("keeps an XML file well-formed where it takes out a secret", async () => {
    const path = join(await aFolder(), "report.xml");

    await anOutput().output.writeFile(
      path,
      `<?xml version="1.0"?>\n<a b="secret-1"><![CDATA[c secret-1]]>secret-1</a>`,
    );

    expect(await readFile(path, "utf8")).toBe(
      `<?xml version="1.0"?>\n<a b="&lt;redacted&gt;"><![CDATA[c <redacted>]]>&lt;redacted&gt;</a>`,
    );
  });

  test("keeps an HTML file readable where it takes out a secret: the mask is no tag", async () => {
    const path = join(await aFolder(), "report.html");

    await anOutput().output.writeFile(path, "<!doctype html><p>secret-1</p>");

    expect(await readFile(path, "utf8")).toBe("<!doctype html><p>&lt;redacted&gt;</p>");
  });

  test("puts a text behind what is in a file when it is asked to", async () => {
    const path = join(await aFolder(), "summary.md");
    await writeFile(path, "before\n");

    await anOutput().output.writeFile(path, "secret-1\n", { append: true });

    expect(await readFile(path, "utf8")).toBe("before\n<redacted>\n");
  });

  test("gives a reporter that escapes texts a way to take secrets out before", () => {
    expect(anOutput().output.redact("token secret-1")).toBe("token <redacted>");
  });

  test("rejects with the path and a hint when the file cannot be written", async () => {
    const file = join(await aFolder(), "file");
    await writeFile(file, "");
    const path = join(file, "report.json");

    const writing = anOutput().output.writeFile(path, "{}");

    await expect(writing).rejects.toThrow(
      /^Cannot write .*report\.json: E.*\. Choose another file, or make its folder writable\.$/,
    );
  });
});

describe("printable", () => {
  test("shows escape sequences and other control characters instead of sending them", () => {
    expect(printable("\u001b[2J\u0007\u009b31m\u007f\b")).toBe("\\u001b[2J\\u0007\\u009b31m\\u007f\\u0008");
  });

  test("shows characters that turn the reading direction", () => {
    expect(printable("a\u202eb\u2066c")).toBe("a\\u202eb\\u2066c");
  });

  test("shows half of a surrogate pair and leaves a whole one", () => {
    expect(printable("\ud83d 😀")).toBe("\\ud83d 😀");
  });

  test("keeps line feeds and tabs, makes CR LF a line feed, and shows a lone CR", () => {
    expect(printable("a\nb\tc\r\nd\re")).toBe("a\nb\tc\nd\\u000de");
  });
});

describe("oneLine", () => {
  test("makes one space of every run of white space, so that a text cannot pretend to be a line of the report", () => {
    expect(oneLine(" no\r\n\n✓ all\tpassed\u2028\u001b ")).toBe("no ✓ all passed \\u001b");
  });
});

interface FakeStream extends TextStream {
  readonly written: string[];
}

function aStream(properties: Partial<TextStream> = {}): FakeStream {
  const written: string[] = [];
  return { written, write: (text) => written.push(text), ...properties };
}

function anOutput(options: Partial<OutputOptions> = {}) {
  const redactor = createRedactor();
  redactor.add("secret-1");
  const out = aStream();
  const err = aStream();
  return { output: createOutput({ stdout: out, stderr: err, redactor, ...options }), out, err };
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
