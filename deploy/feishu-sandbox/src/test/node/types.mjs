// Whether answers are what the SDK's TypeScript declarations say: no field that they do not have, none of another type.
import fs from "node:fs";
import ts from "typescript";
import { tell } from "./sandbox.mjs";

// [{ "as": a path in Client, or the type of an event, "value": what the sandbox said }]
const answers = JSON.parse(fs.readFileSync(process.env.ANSWERS));
const program = `
import type { Client, EventHandles } from "@larksuiteoapi/node-sdk";
type Data<F extends (...any: any) => any> = NonNullable<Awaited<ReturnType<F>> extends { data?: infer D } ? D : never>;
type Event<F> = NonNullable<F> extends (event: infer E) => any ? E : never;
`;
const path = (names) => names.map((name) => `["${name}"]`).join("");
const declarations = answers.map(({ as, value }, number) => {
  const type = as.endsWith("_v3") ? `Event<EventHandles["${as}"]>` : `Data<Client${path(as.split("."))}>`;
  return `// ${as}\nexport const answer${number}: ${type} = ${JSON.stringify(value, null, 1)};`;
});
fs.writeFileSync("answers.ts", program + declarations.join("\n"));

const compiled = ts.createProgram(["answers.ts"], {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  types: [],
});
tell({
  complaints: ts.getPreEmitDiagnostics(compiled).map((one) => {
    const line = one.file ? one.file.getLineAndCharacterOfPosition(one.start).line : 0;
    const where = one.file ? one.file.text.split("\n")[line].trim() : "";
    return `${where}: ${ts.flattenDiagnosticMessageText(one.messageText, "\n")}`;
  }),
});
