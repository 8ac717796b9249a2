/** Gives a message about options of the command with the names that they have in the library. */
export function optionMessage(message: string): string {
  return message.replace(/(?<![\w-])--([a-z]+(?:-[a-z]+)*)/g, (_, name: string) => names[name] ?? inCamelCase(name));
}

/** Options that can be repeated are lists in the library. */
const names: Readonly<Record<string, string>> = { reporter: "reporters", tag: "tags" };

function inCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Gives a message of the control plane with the functions of a running mock in place of its calls. */
export function controlMessage(message: string): string {
  return message
    .replace("GET /__mock/org lists", "org() lists")
    .replace("DELETE /__mock/faults forgets all, DELETE /__mock/faults/ID one.", "clearFaults() forgets all.");
}
