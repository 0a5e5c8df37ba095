// Events through the SDK's long connection, and what it does when that is cut.
import * as lark from "@larksuiteoapi/node-sdk";
import { app, logging, tell, untilTheTestHasGone } from "./sandbox.mjs";

// The SDK waits a random part of half a minute before it dials again; here none of it.
Math.random = () => 0;

const dispatcher = new lark.EventDispatcher(logging).register({
  "contact.user.updated_v3": async (event) => tell(event),
});
const connection = new lark.WSClient({
  ...app,
  ...logging,
  onReady: () => tell({ connection: "ready" }),
  onReconnected: () => tell({ connection: "reconnected" }),
  onError: (error) => tell({ connection: "failed", why: error.message }),
});
connection.start({ eventDispatcher: dispatcher });
untilTheTestHasGone(() => connection.close());
