import { describe, expect, it } from "vitest";
import { ProblemError } from "../../api/problem";
import type { Application, Attempt, Setup } from "../../api/types";
import { culprit } from "../../api/credentials";
import { firstOpen, PERMISSION_JSON, STEPS, stepFor, wizardSteps } from "./steps";
import { isOver, since } from "./watch";

const APPLICATION = { org_id: "whwy", app_id: "app1", entry_origins: ["https://a.example", "https://b.example"] } as Application;

const found = (step: string, status: string) => ({
  step,
  status,
  title: { zh: "题", en: "title" },
  evidence: { zh: "证据", en: "evidence" },
  paste: [],
  menu_path: { zh: "菜单", en: "menu" },
  link: "https://open.feishu.cn/app/cli_x/safe",
});

describe("before there is an organization", () => {
  const steps = wizardSteps(APPLICATION, "feishu", undefined);
  const paste = (name: string) => steps.find(({ step }) => step === name)?.paste.map(({ value }) => value);

  it("has all sixteen steps, none of them checked", () => {
    expect(steps.map(({ step }) => step)).toEqual(STEPS);
    expect(steps).toHaveLength(16);
    expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(["unknown"]));
  });

  it("has the first login address pasted as home page, and every one as redirect URL", () => {
    expect(paste("F4")).toEqual(["https://a.example/whwy/app1/login", "https://a.example/whwy/app1/login"]);
    expect(paste("F8")).toEqual(["https://a.example/whwy/app1/login", "https://b.example/whwy/app1/login"]);
  });

  it("has permissions as Feishu imports them", () => {
    expect(paste("F5")).toEqual([PERMISSION_JSON]);
    expect(JSON.parse(PERMISSION_JSON)).toHaveProperty("scopes.tenant");
  });

  it("begins at the first step, and leads to Lark's console for Lark", () => {
    expect(firstOpen(steps)).toBe("F1");
    expect(wizardSteps(APPLICATION, "lark", undefined)[0]?.link).toBe("https://open.larksuite.com/app");
  });
});

describe("with a checklist", () => {
  const setup = { checked_at: "", steps: [found("F1", "ok"), found("F8", "warning"), found("F9", "failed")] } as unknown as Setup;
  const steps = wizardSteps(APPLICATION, "feishu", setup);

  it("takes status, evidence and link from it, and values of its own where it names none", () => {
    expect(steps.find(({ step }) => step === "F8")).toMatchObject({
      status: "warning",
      evidence: { en: "evidence" },
      link: "https://open.feishu.cn/app/cli_x/safe",
      paste: [{ value: "https://a.example/whwy/app1/login" }, { value: "https://b.example/whwy/app1/login" }],
    });
  });

  it("begins with what is wrong", () => expect(firstOpen(steps)).toBe("F9"));
});

describe("a refusal of credentials", () => {
  const refused = (code?: number) => new ProblemError(422, { type: "urn:jit:problem:credentials-invalid", feishu: code === undefined ? undefined : { code } });
  it("is told at the field it is about", () => {
    expect(culprit(refused(10003))).toBe("feishu_app_id");
    expect(culprit(refused(10014))).toBe("feishu_app_secret");
    expect(culprit(refused(212100))).toBe("app");
    expect(culprit(new ProblemError(409, { type: "urn:jit:problem:conflict" }))).toBeNull();
  });
});

describe("the test of a sign-in", () => {
  const attempt = (attempt_id: string, outcome: string) => ({ attempt_id, outcome }) as Attempt;
  it("looks at attempts that began after it alone", () => {
    const list = [attempt("3", "refused"), attempt("2", "signed_in"), attempt("1", "signed_in")];
    expect(since(list, "2")).toEqual([list[0]]);
    expect(since(list, null)).toEqual(list);
    expect(since(list, "forgotten")).toEqual(list);
  });

  it("goes on until it is known how the attempt ended", () => {
    expect(["signed_in", "refused", "abandoned", "started", "fell_back"].map((outcome) => isOver(attempt("1", outcome)))).toEqual([true, true, true, false, false]);
  });

  it("names the step that mends a refusal", () => {
    expect(stepFor("not-authorized", null)).toBe("J5");
    expect(stepFor("feishu-refused", "F7")).toBe("F7");
    expect(stepFor("wrong-tenant", "nonsense")).toBeNull();
  });
});
