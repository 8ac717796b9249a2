import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

// Reading the root certificates takes some 30 ms, and a run of hundreds of scenarios has one CA.
let last: { readonly ca: string; readonly context: SecureContext } | undefined;

/** What to trust: node's own root certificates and those of `ca` (PEM). Throws if that text does not begin with a certificate. */
export function trustCa(ca: string): SecureContext {
  if (last?.ca === ca) return last.context;
  // A secure context takes no notice of a text that holds no certificate; this throws.
  new X509Certificate(ca);
  last = { ca, context: createSecureContext({ ca: [...rootCertificates, ca] }) };
  return last.context;
}
