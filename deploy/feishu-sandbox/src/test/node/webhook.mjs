// A request URL as an application of Node would have it: the SDK answers the challenge, decrypts, and checks signatures.
import http from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import { logging, tell, untilTheTestHasGone } from "./sandbox.mjs";

const { ENCRYPT_KEY, VERIFICATION_TOKEN, EVENT_TYPES } = process.env;
const dispatcher = new lark.EventDispatcher({
  ...logging,
  encryptKey: ENCRYPT_KEY,
  verificationToken: VERIFICATION_TOKEN,
}).register(Object.fromEntries(EVENT_TYPES.split(",").map((type) => [type, async (event) => tell(event)])));
const adapted = lark.adaptDefault("/events", dispatcher, { autoChallenge: true });

// A receiver that cannot read what it gets must say so, and not leave the sender waiting.
const server = http.createServer((request, response) =>
  adapted(request, response).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  }),
);
server.listen(0, "localhost", () => tell({ url: `http://localhost:${server.address().port}/events` }));
untilTheTestHasGone(() => server.close());
