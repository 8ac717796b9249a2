import type { Scanner } from "./scanner.ts";

/** An expression of PowerShell, as far as scripts use them to put a web request together. */
export type Expression =
  /** A text; expressions stand where it expands something. */
  | { readonly kind: "text"; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: "number"; readonly value: number }
  /** `$name`, `${name}`, `$env:NAME`: without the dollar. */
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  /** A method of an object, or of a type (`[Convert]::ToBase64String(...)`). */
  | {
      readonly kind: "call";
      readonly of: Expression;
      readonly name: string;
      readonly given: readonly Expression[];
    }
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "cast"; readonly type: string; readonly of: Expression }
  | { readonly kind: "table"; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "operation"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  /** `@(...)`: a list, whatever is inside; `$(...)` and `{...}`: what the last statement gives. */
  | { readonly kind: "block"; readonly statements: readonly Statement[]; readonly asList: boolean }
  | { readonly kind: "pipeline"; readonly stages: readonly Expression[] }
  | Command
  /** What is not understood, or cannot be told from a text. */
  | { readonly kind: "unknown"; readonly source: string };

/** A command with its arguments. */
export interface Command {
  readonly kind: "command";
  readonly name: string;
  readonly given: readonly Argument[];
  /** Where it begins in the text. */
  readonly at: number;
}

export type Argument =
  /** `-Name value`; a switch has no value. */
  | { readonly kind: "named"; readonly name: string; readonly value?: Expression }
  | { readonly kind: "positional"; readonly value: Expression }
  /** `@name`: the entries of a table as named arguments. */
  | { readonly kind: "splat"; readonly name: string };

export type Statement =
  | { readonly kind: "assignment"; readonly to: Expression; readonly operator: "=" | "+="; readonly value: Expression }
  | { readonly kind: "expression"; readonly value: Expression }
  /** Of which one is run, as a condition decides: `if`, `switch`. */
  | { readonly kind: "branches"; readonly branches: readonly (readonly Statement[])[] }
  /** A condition: what it does is done, what it gives is not what the script gives. */
  | { readonly kind: "aside"; readonly statements: readonly Statement[] };

/** What the parts of the parser need of each other. */
export interface Parser {
  readonly scanner: Scanner;
  /** Notes that a word without quotes holds an `&` here. */
  ampersand(): void;
  /** `... | ...`, with commands in it; its first operand may have been read already. */
  pipeline(first?: Expression): Expression;
  /** Without commands and without commas at its top. */
  operand(): Expression;
  /** Up to what closes them, which is read, too. */
  statements(close: ")" | "}"): readonly Statement[];
}
