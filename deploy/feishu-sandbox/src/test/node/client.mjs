// The app's own token and the reads that need no paging.
import { app, client, refusal, tell } from "./sandbox.mjs";

const { contact, auth, tenant } = client;
const person = process.env.PERSON;
const other = process.env.OTHER_PERSON;
const department = process.env.DEPARTMENT;

tell({
  token: await auth.v3.tenantAccessToken.internal({ data: { app_id: app.appId, app_secret: app.appSecret } }),
  company: (await tenant.v2.tenant.query()).data.tenant,
  range: (await contact.v3.scope.list({ params: { page_size: 100 } })).data,
  person: (await contact.v3.user.get({ path: { user_id: person } })).data.user,
  people: (await contact.v3.user.batch({ params: { user_ids: [person, other] } })).data.items,
  department: (await contact.v3.department.get({ path: { department_id: department } })).data.department,
  departments: (await contact.v3.department.batch({ params: { department_ids: [department] } })).data.items,
  above: (await contact.v3.department.parent({ params: { department_id: department } })).data.items,
  permissions: (await client.application.v6.scope.list()).data.scopes,
  ticket: await client.request({ method: "POST", url: "/open-apis/jssdk/ticket/get", data: {} }),
  unknownPerson: await refusal(contact.v3.user.get({ path: { user_id: `ou_${"0".repeat(32)}` } })),
});
