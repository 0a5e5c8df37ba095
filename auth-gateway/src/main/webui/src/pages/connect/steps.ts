import permissions from "../../api/generated/feishu-permissions.json";
import type { Application, Sentence, Setup, SetupItem, SetupPaste, SetupStepName, StepStatus } from "../../api/types";

export type Platform = "feishu" | "lark";

export const FEISHU_STEPS: SetupStepName[] = ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10"];
export const OUR_STEPS: SetupStepName[] = ["J1", "J2", "J3", "J4", "J5", "J6"];
export const STEPS: SetupStepName[] = [...FEISHU_STEPS, ...OUR_STEPS];

/** A step of the guide: as the checklist found it, or, before there is an organization to check, as the guide has it. */
export interface WizardStep {
  step: SetupStepName;
  /** `unknown`: there is nothing to check yet. */
  status: StepStatus | "unknown";
  evidence: Sentence | null;
  menuPath: Sentence | null;
  /** Page of Feishu's console to begin at. */
  link: string | null;
  paste: SetupPaste[];
}

// Feishu's menus by their own names.
const MENUS: Partial<Record<SetupStepName, Sentence>> = {
  F1: { zh: "开发者后台", en: "Developer Console" },
  F2: { zh: "开发者后台 > 创建企业自建应用", en: "Developer Console > Create Custom App" },
  F3: {
    zh: "开发者后台 > 应用 > 应用能力 > 添加应用能力 > 网页应用",
    en: "Developer Console > your app > Add Features > Web App",
  },
  F4: { zh: "开发者后台 > 应用 > 应用能力 > 网页应用", en: "Developer Console > your app > Features > Web App" },
  F5: {
    zh: "开发者后台 > 应用 > 开发配置 > 权限管理 > 批量导入/导出权限",
    en: "Developer Console > your app > Permissions & Scopes > Batch import/export scopes",
  },
  F6: {
    zh: "开发者后台 > 应用 > 开发配置 > 权限管理 > 批量导入/导出权限",
    en: "Developer Console > your app > Permissions & Scopes > Batch import/export scopes",
  },
  F7: {
    zh: "开发者后台 > 应用 > 开发配置 > 权限管理 > 数据权限",
    en: "Developer Console > your app > Permissions & Scopes > Data access",
  },
  F8: {
    zh: "开发者后台 > 应用 > 开发配置 > 安全设置 > 重定向 URL",
    en: "Developer Console > your app > Security Settings > Redirect URLs",
  },
  F9: {
    zh: "开发者后台 > 应用 > 应用发布 > 版本管理与发布",
    en: "Developer Console > your app > Version Management & Release",
  },
  F10: { zh: "飞书 > 工作台", en: "Feishu > Workplace" },
  J1: {
    zh: "开发者后台 > 应用 > 基础信息 > 凭证与基础信息",
    en: "Developer Console > your app > Credentials & Basic Info",
  },
};

/** The addresses that Feishu is to know, one for each entry origin, the first one first. */
export function loginAddresses(application: Pick<Application, "entry_origins" | "org_id" | "app_id">): string[] {
  return application.entry_origins.map((origin) => `${origin}/${application.org_id}/${application.app_id}/login`);
}

/** The JSON that Feishu's console imports, laid out to be read. */
export const PERMISSION_JSON = JSON.stringify(permissions, null, 2);

function planned(step: SetupStepName, application: Application, platform: Platform): WizardStep {
  const addresses = loginAddresses(application);
  return {
    step,
    status: "unknown",
    evidence: null,
    menuPath: MENUS[step] ?? null,
    link: isInConsole(step) ? consoleOf(platform) : null,
    paste: paste(step, addresses, platform),
  };
}

/** Whether the step is done in Feishu's developer console: all of F but the workplace, and where App ID and App Secret are. */
function isInConsole(step: SetupStepName): boolean {
  return MENUS[step] !== undefined && step !== "F10";
}

export function consoleOf(platform: Platform): string {
  return platform === "lark" ? "https://open.larksuite.com/app" : "https://open.feishu.cn/app";
}

function paste(step: SetupStepName, addresses: string[], platform: Platform): SetupPaste[] {
  const home = addresses[0] ?? "";
  switch (step) {
    case "F4":
      return [
        { label: { zh: "桌面端主页", en: "Desktop home page" }, value: home },
        { label: { zh: "移动端主页", en: "Mobile home page" }, value: home },
      ];
    case "F5":
    case "F6":
      return [{ label: { zh: "批量导入的权限 JSON", en: "Permissions as JSON, for the batch import" }, value: PERMISSION_JSON }];
    case "F7":
      return [
        {
          label: { zh: "通讯录权限范围", en: "Contacts data range" },
          value: platform === "feishu" ? "全部成员" : "All members",
        },
      ];
    case "F8":
      return addresses.map((value) => ({ label: { zh: "重定向 URL", en: "Redirect URL" }, value }));
    default:
      return [];
  }
}

/** All sixteen steps, each as the checklist has it where there is one. */
export function wizardSteps(application: Application, platform: Platform, setup: Setup | undefined): WizardStep[] {
  const checked = new Map(setup?.steps.map((item) => [item.step, item]));
  return STEPS.map((step) => {
    const plan = planned(step, application, platform);
    const item = checked.get(step);
    return item ? found(item, plan) : plan;
  });
}

function found(item: SetupItem, plan: WizardStep): WizardStep {
  const values = item.paste.length > 0 ? item.paste : plan.paste;
  return {
    step: item.step,
    status: item.status,
    evidence: item.evidence,
    // What is done here has a place in this console, not in a menu of Feishu's.
    menuPath: plan.menuPath === null ? null : item.menu_path,
    link: isInConsole(item.step) ? (item.link ?? plan.link) : null,
    paste: values.map((one) => ({ ...one, value: readable(one.value) })),
  };
}

function readable(value: string): string {
  if (!value.startsWith("{")) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

/** Where to begin: the first step that is wrong, else the first that is not done. Without an organization, the first of all. */
export function firstOpen(steps: WizardStep[]): SetupStepName {
  const open =
    steps.find(({ status }) => status === "failed") ??
    steps.find(({ status }) => status === "warning") ??
    steps.find(({ status }) => status !== "ok");
  return open?.step ?? "J6";
}

/** Which step of the guide mends a refused sign-in. */
export function stepFor(problem: string | null, setupStep: string | null): SetupStepName | null {
  if (setupStep && (STEPS as string[]).includes(setupStep)) return setupStep as SetupStepName;
  switch (problem) {
    case "not-authorized":
    case "access-blocked":
      return "J5";
    case "member-not-found":
      return "J4";
    case "member-inactive":
    case "feishu-permission-missing":
      return "F7";
    case "outside-availability":
      return "F9";
    case "feishu-credentials-rejected":
      return "J3";
    case "organization-disabled":
      return "J2";
    default:
      return null;
  }
}
