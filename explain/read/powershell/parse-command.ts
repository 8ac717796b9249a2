import { beginsExpression } from "./parse-expression.ts";
import { parseBareword } from "./parse-text.ts";
import type { Argument, Command, Expression, Parser } from "./syntax.ts";

// A lone `&` leaves what is before it to run on its own.
const end = /[\n;|)}]|&&|&(?=\s|$)|$/y;

/** A command with its arguments, up to the end of its line or the next `|`. */
export function parseCommand(parser: Parser): Command {
  const { scanner } = parser;
  const { at } = scanner;
  // `& "name"` and `. "name"` call what the text names.
  scanner.take(/[&.][ \t]+/y);
  const name = scanner.take(/["']?([^\s|;(){}"'`$#]+)["']?/y)?.[1] ?? scanner.take(/[\s\S]/y)?.[0] ?? "";
  const given: Argument[] = [];
  for (;;) {
    scanner.skip("spaces");
    if (scanner.looksAt(end)) return { kind: "command", name, given, at };
    // Streams that are written elsewhere.
    if (scanner.take(/[\d*]?>>?(?:&\d|[ \t]*[^\s;|]*)/y)) continue;
    given.push(parseArgument(parser));
  }
}

function parseArgument(parser: Parser): Argument {
  const { scanner } = parser;
  const named = scanner.take(/[-\u2013]([A-Za-z_]\w*)(:?)/y);
  if (named !== undefined) {
    const [, name = "", colon] = named;
    scanner.skip("spaces");
    const isSwitch =
      colon === "" && (switches.test(name) || scanner.looksAt(end) || scanner.looksAt(/[-\u2013][A-Za-z_]/y));
    return { kind: "named", name, ...(isSwitch ? {} : { value: parseValue(parser) }) };
  }
  const splat = scanner.take(/@(\w+)/y)?.[1];
  return splat === undefined ? { kind: "positional", value: parseValue(parser) } : { kind: "splat", name: splat };
}

/** Parameters that take no value, of the commands that are read. */
const switches =
  /^(?:useb\w*|skip\w*|allow\w*|disable\w*|preserve\w*|noproxy|passthru|resume|compress|asarray|enumsasstrings|raw|asplaintext|force|usedefaultcredentials|verbose|debug)$/i;

/** One value, or several with commas between. */
function parseValue(parser: Parser): Expression {
  const { scanner } = parser;
  const items: Expression[] = [];
  do {
    scanner.skip("lines");
    items.push(parseOne(parser));
    scanner.skip("spaces");
  } while (scanner.take(/,/y));
  const [only, ...others] = items;
  return only !== undefined && others.length === 0 ? only : { kind: "list", items };
}

function parseOne(parser: Parser): Expression {
  const { scanner } = parser;
  const { at } = scanner;
  if (scanner.looksAt(beginsExpression) && !scanner.looksAt(oneWord)) return parser.operand();
  const word = parseBareword(parser);
  if (scanner.at === at) scanner.take(/[\s\S]/y);
  return word;
}

/** `$base/api/v2/users` and `0b5ea9a4-...` are words. */
const oneWord = /\$(?:\{[^{}\n]+\}|(?:\w+:)?\w+(?!\w))(?:\.\w+(?!\w))*[^\s|;,(){}[\].'"\w]|[+-]?\d[\d.]*[^\s|;,)}\d.]/y;
