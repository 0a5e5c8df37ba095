// Types of the three services' APIs, from the documents that their builds keep equal to the code.
import { mkdir, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const documents = new URL("../../../../../docs/reference/api/", import.meta.url);
const target = new URL("../src/api/generated/", import.meta.url);

await mkdir(target, { recursive: true });
for (const service of ["auth-gateway", "org-sync-service", "permission-service"]) {
  const types = astToString(await openapiTS(new URL(`${service}.yaml`, documents)));
  await writeFile(new URL(`${service}.d.ts`, target), types);
}
