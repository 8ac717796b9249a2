import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser, type YAMLError } from "yaml";
import type { Position } from "#harness/scenario/scenario.ts";
import { createPlaces, type Places } from "./places.ts";
import { maxDepth, readYamlValue } from "./read-yaml-value.ts";

/** One slip makes many syntax errors; the later ones say nothing new. */
const maxSyntaxErrors = 20;

export interface ParsedYaml {
  /** The plain value; absent when the text is too broken to be read any further. */
  readonly value?: unknown;
  readonly places: Places;
  readonly problems: readonly (Position & { readonly message: string })[];
}

/**
 * Reads one YAML 1.2 document with aliases and merge keys. Everything wrong with it is in `problems`; nothing is thrown,
 * whatever the text is.
 */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const composed = composeDocuments(text, lines);
  if ("tooDeepAt" in composed) {
    const message = `nested more than ${maxDepth} levels deep; a scenario needs about ten`;
    return { places: createPlaces(null, positionOf), problems: [{ ...positionOf(composed.tooDeepAt), message }] };
  }
  const [document, second] = composed.documents;
  const places = createPlaces(document?.contents, positionOf, (alias) => document && alias.resolve(document));
  const errors = [...(document?.errors ?? []), ...(document?.warnings ?? [])];
  const problems = firstPerLine([
    ...errors.map((error) => ({ ...positionOf(error.pos[0]), message: describeError(error, text) })),
    ...(second === undefined ? [] : [{ ...positionOf(second.range[0]), message: secondDocument }]),
  ]);
  if (errors.some(({ code }) => code !== "DUPLICATE_KEY" && code !== "TAG_RESOLVE_FAILED")) {
    return { places, problems };
  }
  const read = readYamlValue({ document, places, positionOf });
  return "problem" in read
    ? { places, problems: [...problems, read.problem] }
    : { value: read.value, places, problems };
}

const secondDocument = "expected one scenario per file, found a second document; move it to a file of its own";

type Composed = { readonly documents: readonly Document.Parsed<ParsedNode>[] } | { readonly tooDeepAt: number };

/** The steps of yaml's own parseDocument, with a look at the depth before anything recursive starts. */
function composeDocuments(text: string, lines: LineCounter): Composed {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ merge: true, stringKeys: true, resolveKnownTags: false, prettyErrors: false });
  const tokens = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > maxDepth) {
      return { tooDeepAt: parser.offset };
    }
  }
  tokens.push(...parser.end());
  return { documents: [...composer.compose(tokens, true, text.length)] };
}

function describeError(error: YAMLError, text: string): string {
  if (error.code === "DUPLICATE_KEY") {
    const key = /^(?:"[^"]*"|'[^']*'|[^:\s]*)/.exec(text.slice(error.pos[0]))?.[0] ?? "";
    return `the key "${key.replaceAll(/["']/g, "")}" is written twice; keep one of the two`;
  }
  const hint = error.message.startsWith("Nested mappings") ? "; put a value that holds a colon in quotes" : "";
  return `not valid YAML: ${error.message}${hint}`;
}

function firstPerLine<T extends Position>(problems: readonly T[]): readonly T[] {
  const byLine = new Map<number, T>();
  for (const problem of problems) {
    if (!byLine.has(problem.line)) {
      byLine.set(problem.line, problem);
    }
  }
  return [...byLine.values()].slice(0, maxSyntaxErrors);
}
