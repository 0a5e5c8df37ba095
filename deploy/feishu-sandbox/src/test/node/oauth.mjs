// A person's tokens: the third generation by the SDK's own calls, the second by an untyped call, the first by its cache.
import * as lark from "@larksuiteoapi/node-sdk";
import { app, client, tell } from "./sandbox.mjs";

const redirectUri = process.env.REDIRECT_URI;

async function error(call) {
  try {
    await call;
    return {};
  } catch (refused) {
    const { name, statusCode, code, error, errorDescription } = refused;
    return { name, statusCode, code, error, errorDescription };
  }
}

const userInfo = async (token) => (await client.authen.v1.userInfo.get({}, lark.withUserAccessToken(token))).data;
const exchange = (code, codeVerifier) =>
  client.accessToken.retrieveByAuthorizationCode({ code, redirectUri, codeVerifier });

const third = await exchange(process.env.CODE, process.env.CODE_VERIFIER);
const refreshed = await client.accessToken.refresh({ refreshToken: third.refreshToken });
const second = await client.request({
  method: "POST",
  url: "/open-apis/authen/v2/oauth/token",
  data: {
    grant_type: "authorization_code",
    client_id: app.appId,
    client_secret: app.appSecret,
    code: process.env.SECOND_CODE,
    redirect_uri: redirectUri,
  },
});
await client.userAccessToken.initWithCode({ member: process.env.PASSPORT_CODE });
const first = await client.userAccessToken.get("member");

tell({
  third,
  refreshed,
  second,
  first: first?.slice(0, 2),
  users: await Promise.all([third.accessToken, refreshed.accessToken, second.access_token, first].map(userInfo)),
  codeAgain: await error(exchange(process.env.CODE, process.env.CODE_VERIFIER)),
  refreshAgain: await error(client.accessToken.refresh({ refreshToken: third.refreshToken })),
});
