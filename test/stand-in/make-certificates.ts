import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** PEM texts: an authority, and a certificate of its for `localhost` and `127.0.0.1` with its key. */
export interface Certificates {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"] as const;

/** Makes an authority that nobody trusts and a certificate of it, with the `openssl` of the machine; undefined without one. */
export async function makeCertificates(): Promise<Certificates | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "stand-in-"));
  const openssl = (...args: readonly string[]) => execa("openssl", args, { cwd: folder });
  const read = (name: string) => readFile(join(folder, name), "utf8");
  try {
    await writeFile(join(folder, "names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
    await openssl(
      "req",
      "-x509",
      ...newKey,
      "-days",
      "2",
      "-subj",
      "/CN=Stand-in",
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
    );
    await openssl("req", ...newKey, "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "request.pem");
    const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"];
    await openssl("x509", "-req", "-in", "request.pem", ...signed, "-out", "cert.pem");
    return { ca: await read("ca.pem"), key: await read("key.pem"), cert: await read("cert.pem") };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
