// What the services agree on with this application: the types of their APIs, from documents that their builds keep equal to the code, and
// the permissions that Feishu's console imports.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const reference = new URL("../../../../../docs/reference/", import.meta.url);
const target = new URL("../src/api/generated/", import.meta.url);

await mkdir(target, { recursive: true });
for (const service of ["auth-gateway", "org-sync-service", "permission-service"]) {
  const types = astToString(await openapiTS(new URL(`api/${service}.yaml`, reference)));
  await writeFile(new URL(`${service}.d.ts`, target), types);
}
await copyFile(new URL("feishu-permissions.json", reference), new URL("feishu-permissions.json", target));
