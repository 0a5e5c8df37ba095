/**
 * What the services say is wrong, in Chinese. They say it in English, in sentences that vary in no more than a number, a name or a list, for which `{}`
 * stands; the test beside this reads their source and knows of each.
 */
export const SENTENCES: Record<string, string> = {
  // auth-gateway
  "A client can have at most the scopes of whoever creates it.": "客户端的权限范围不能超过创建者自己的权限范围。",
  "A client of an application takes the scope applications:write as well.": "创建应用的客户端还需要 applications:write 权限。",
  "has the character U+0000, which nothing here may have": "含有不允许的字符 U+0000",
  "How this application signs in with Feishu could not be looked up.": "暂时查询不到此应用的飞书登录配置。",
  "No second factor is being set up.": "没有正在设置的两步验证。",
  "There is a second factor already; turn it off first.": "已开启两步验证，请先关闭。",
  "Nobody does this to themselves.": "不能对自己的账号执行此操作。",
  "Only a page of this origin may do this.": "只能从本站的页面执行此操作。",
  "Only an administrator of the application may enter its console.": "只有应用的管理员可以进入它的控制台。",
  "The caller does not administer this application.": "你不是此应用的管理员。",
  "The token is not good.": "令牌无效。",
  "The token lacks the scope this needs.": "令牌缺少所需的权限范围。",
  "There is an administrator of this name.": "已有同名的管理员。",
  "There is an application at this address.": "这个地址上已有应用。",
  "There is no live session of the console in this browser.": "此浏览器没有登录控制台。",
  "There is no such client.": "没有这个客户端。",
  "There is no such live session.": "没有这个登录中的会话。",
  "This client has keys, or is public, and needs no secret.": "此客户端使用密钥或为公开客户端，不需要密码。",
  "This client id belongs to the system.": "这个客户端 ID 由系统占用。",
  "This client id is taken.": "这个客户端 ID 已被占用。",
  "This is for administrators of the platform.": "只有平台管理员可以执行此操作。",
  "This is the last administrator of the platform.": "这是最后一个平台管理员。",
  "Whether the session has ended cannot be known just now.": "暂时无法得知会话是否已结束。",
  "You do not administer the application this belongs to.": "它所属的应用不由你管理。",
  "org-sync-service does not answer.": "org-sync-service 没有响应。",
  "The database does not answer.": "数据库没有响应。",
  "cannot be changed": "不能修改",
  "has a NUL character": "包含空字符",
  "has a parameter twice": "有重复的参数",
  "holds something that is not a scope": "包含不存在的权限范围",
  "is longer than {} characters": "超过 {} 个字符",
  "is missing": "缺少",
  "is missing, with org_id: whose members are to sign in?": "缺少，需与 org_id 一起说明哪个应用的成员登录",
  "is no application's, with org_id": "与 org_id 一起不对应任何应用",
  "is no time such as {}": "不是有效的时间，应类似 {}",
  "is not one of this list": "不属于这个列表",
  "is reserved": "是保留的名称",
  "is unknown": "不存在",
  "may be none only for a relying party without jwks, scopes and client_credentials": "只有没有公钥、权限范围和 client_credentials 的登录客户端可以不设",
  "may name at most {} addresses": "最多填写 {} 个地址",
  "must be 1 to {}": "应为 1 到 {}",
  "must be 1 to 63 lower-case letters, digits and hyphens": "应为 1 到 63 个小写字母、数字或连字符",
  "must be 1 to 64 of A-Z a-z 0-9 _ -": "应为 1 到 64 个字母、数字、_ 或 -",
  "must be {} to {}": "应在 {} 到 {} 之间",
  "must be idle_seconds to {}": "不能短于闲置时长，最长 {} 秒",
  "must be a JSON object": "应为 JSON 对象",
  "must be an http or https address": "应为 http 或 https 地址",
  "must be an origin such as {}": "应为来源地址，类似 {}",
  "must be at most {}": "最多 {}",
  "must be at most {} characters": "最多 {} 个字符",
  "must be client_secret_basic, private_key_jwt with jwks, or none for a public client": "应为 client_secret_basic、带公钥的 private_key_jwt，或公开客户端的 none",
  "must be one of {}": "应为以下之一：{}",
  "must be true or false": "应为 true 或 false",
  "must have 1 to {} characters": "应为 1 到 {} 个字符",
  "must have 1 to 64 lower-case letters, digits and . _ @ -, a letter or digit first": "应为 1 到 64 个小写字母、数字或 . _ @ -，以字母或数字开头",
  "must name 1 to 20 origins": "应填写 1 到 20 个入口地址",
  "must name at least one address": "至少填写一个地址",
  "must name at least one scope": "至少选择一个权限范围",
  // org-sync-service
  "A run of this organization is already going on.": "这个组织架构正在同步。",
  "A run of this organization is already going on: {}.": "这个组织架构正在同步：{}。",
  "Feishu did not answer in time, or not in its own format.": "飞书没有及时响应，或响应的格式不对。",
  "Feishu knows nobody of this open_id in the app's range.": "应用的数据范围内没有这个 open_id 的人。",
  "Feishu named nobody at all of a company that had people before.": "飞书没有返回任何人，而企业之前有成员。",
  "The service stopped again and again while the run was going on.": "同步期间服务多次中断。",
  "There is no such department.": "没有这个部门。",
  "There is no such member.": "没有这个成员。",
  "There is no such organization.": "没有这个组织架构。",
  "There is no such run.": "没有这次同步。",
  "There is nothing of this name.": "没有这个名称的内容。",
  "is no id": "不是有效的 ID",
  "is no number": "不是数字",
  "is required": "必填",
  "must be active or removed": "应为 active 或 removed",
  "must be given at most {} times": "最多 {} 个",
  // permission-service
  "No application can have this address.": "应用不可能有这个地址。",
  "No role can have this name.": "角色不可能有这个名称。",
  "Nothing has this id.": "没有这个 ID 的内容。",
  "The application has no access request {}.": "此应用没有访问申请 {}。",
  "The application has no grant {}.": "此应用没有授权 {}。",
  "The application has no role of this name.": "此应用没有这个名称的角色。",
  "The application has no such member.": "此应用没有这个成员。",
  "is in the past": "已经过去",
  "is missing or blank": "缺少或为空",
  "is missing or not a UUID": "缺少，或不是 UUID",
  "is neither allow nor deny": "应为 allow 或 deny",
  "is neither true nor false": "应为 true 或 false",
  "is no department of the same organization, or one that is gone": "不是同一组织架构的部门，或部门已不存在",
  "is no department of this application, or one that is gone": "不是此应用的部门，或部门已不存在",
  "is no organization of this application": "不是此应用的组织架构",
  "is no role of this application": "不是此应用的角色",
  "is none of member, department and everyone": "应为 member、department 或 everyone",
  "is not 1 to {} characters": "应为 1 到 {} 个字符",
  "is not 1 to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit": "应为 1 到 64 个字母、数字、点、连字符或下划线，以字母或数字开头",
  "is not a UUID": "不是 UUID",
  "is not a role's name": "不是角色的名称",
  "is not after valid_from": "应晚于开始时间",
  "is not an RFC 3339 time": "不是 RFC 3339 格式的时间",
  "is not in the future": "应为将来的时间",
  "is not known": "不存在",
  "is null for everyone": "授权给所有人时应为空",
  "is the department itself or one below it: the tree would be a circle": "是部门自己或它的下级部门，会形成循环",
  "is too long or holds a NUL character": "过长，或包含空字符",
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const PATTERNS = Object.entries(SENTENCES)
  .filter(([english]) => english.includes("{}"))
  .map(([english, chinese]) => [new RegExp(`^${english.split("{}").map(escaped).join("(.+?)")}$`, "s"), chinese] as const);

/** A service's sentence in Chinese; null for one that is not known. */
export function inChinese(sentence: string): string | null {
  if (Object.hasOwn(SENTENCES, sentence) && !sentence.includes("{}")) return SENTENCES[sentence] ?? null;
  for (const [pattern, chinese] of PATTERNS) {
    const found = pattern.exec(sentence);
    if (found) return found.slice(1).reduce((text, value) => text.replace("{}", () => value), chinese);
  }
  return null;
}
