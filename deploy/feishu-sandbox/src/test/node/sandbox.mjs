// What every script here shares: where the sandbox is, the SDK's client for it, and how a script tells its test what it saw.
import * as lark from "@larksuiteoapi/node-sdk";

const write = (...words) => console.error(...words);

/** The SDK's own words go to standard error, which the test shows when a script fails. */
export const logging = {
  loggerLevel: lark.LoggerLevel.info,
  logger: { error: write, warn: write, info: write, debug: write, trace: write },
};

export const app = {
  appId: process.env.APP_ID,
  appSecret: process.env.APP_SECRET,
  domain: process.env.SANDBOX_ORIGIN,
};

export const client = new lark.Client({ ...app, ...logging, oauthBaseUrl: app.domain });

/** Prints one line of JSON: the test reads them in turn. */
export function tell(seen) {
  console.log(JSON.stringify(seen));
}

/** What the SDK says of a call that Feishu refuses: HTTP status and Feishu's body. */
export async function refusal(call) {
  try {
    await call;
    return { status: 200 };
  } catch (error) {
    return { status: error.response?.status, ...error.response?.data };
  }
}

/** Keeps a script going until its test has gone, and then lets it close what it has open. */
export function untilTheTestHasGone(close) {
  process.stdin.on("end", () => {
    close();
    setTimeout(() => process.exit(), 100);
  });
  process.stdin.resume();
}
