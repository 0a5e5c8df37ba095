// An app that lacks a permission.
import { client, refusal, tell } from "./sandbox.mjs";

tell(await refusal(client.tenant.v2.tenant.query()));
