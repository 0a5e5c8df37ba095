import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../api/problem";
import { organizationApi } from "../../../api/organizationSettings";
import type { Organization } from "../../../api/types";
import { AbsoluteTime } from "../../../components/Time";
import { ErrorState } from "../../../components/ErrorState";
import { said } from "../../../components/fieldErrors";
import { EVERY_HOURS, type Plan, planOf, scheduleOf, zoneHere, zones } from "./schedule";
import { useChangeOrganization } from "./useChangeOrganization";

const WEEK = [1, 2, 3, 4, 5, 6, 0];
type Kind = Plan["kind"];

/** When synchronizations begin by themselves, in words or as a cron expression, and the next times that means. */
export function ScheduleForm({ organization, mayChange }: { organization: Organization; mayChange: boolean }) {
  const { t } = useTranslation("organization");
  const { message } = App.useApp();
  const [plan, setPlan] = useState<Plan>(() => planOf(organization.schedule));
  const change = useChangeOrganization(organization.organization_id);
  const unchanged = scheduleOf(plan) === scheduleOf(planOf(organization.schedule));
  const problem = change.isError ? asProblem(change.error) : null;
  // What the other kinds say is put together here; only an expression can be mistyped.
  const wrong = plan.kind === "custom" ? (problem?.of("schedule") ?? null) : null;
  const zone = plan.kind === "off" ? zoneHere() : plan.zone;

  function alter(next: Plan) {
    if (change.isError) change.reset();
    setPlan(next);
  }

  function choose(kind: Kind) {
    const time = "time" in plan ? plan.time : "03:00";
    const plans: Record<Kind, Plan> = {
      off: { kind: "off" },
      hours: { kind: "hours", every: 6, zone },
      daily: { kind: "daily", time, zone },
      weekly: { kind: "weekly", days: [1], time, zone },
      custom: { kind: "custom", expression: (scheduleOf(plan) ?? "0 3 * * *").replace(/^CRON_TZ=\S+\s+/, ""), zone },
    };
    alter(plans[kind]);
  }

  async function save() {
    await change.mutateAsync({ schedule: scheduleOf(plan) });
    message.success(t("schedule.saved"));
  }

  return (
    <>
      <p className="quiet" style={{ margin: 0 }}>
        {t("schedule.why")}
      </p>
      <Form layout="vertical" className="form-narrow" disabled={!mayChange} onFinish={() => void save().catch(() => document.getElementById("schedule-cron")?.focus())}>
        <Form.Item label={t("schedule.kind")} htmlFor="schedule-kind">
          <Select<Kind>
            id="schedule-kind"
            value={plan.kind}
            onChange={choose}
            options={(["off", "hours", "daily", "weekly", "custom"] as const).map((kind) => ({
              value: kind,
              label: t(`schedule.${kind}`),
            }))}
          />
        </Form.Item>
        <Details plan={plan} onChange={alter} wrong={wrong && said(wrong)} />
        {plan.kind !== "off" && (
          <Form.Item label={t("schedule.zone")} htmlFor="schedule-zone">
            <Select
              id="schedule-zone"
              showSearch
              value={plan.zone}
              onChange={(value) => alter({ ...plan, zone: value })}
              options={zones(plan.zone, zoneHere()).map((one) => ({ value: one, label: one }))}
            />
          </Form.Item>
        )}
        {mayChange && (
          <Button
            type="primary"
            htmlType="submit"
            loading={change.isPending}
            disabled={unchanged || (plan.kind === "weekly" && plan.days.length === 0)}
          >
            {t("common:save")}
          </Button>
        )}
      </Form>
      {problem && wrong === null && <ErrorState error={problem} />}
      {organization.schedule !== null && <NextTimes organization={organization} />}
    </>
  );
}

function Details({ plan, onChange, wrong }: { plan: Plan; onChange: (plan: Plan) => void; wrong: string | null }) {
  const { t } = useTranslation("organization");
  switch (plan.kind) {
    case "off":
      return null;
    case "hours":
      return (
        <Form.Item label={t("schedule.every")} htmlFor="schedule-every">
          <Select
            id="schedule-every"
            value={plan.every}
            onChange={(every) => onChange({ ...plan, every })}
            options={EVERY_HOURS.map((count) => ({ value: count, label: t("schedule.everyHours", { count }) }))}
          />
        </Form.Item>
      );
    case "custom":
      return (
        <Form.Item
          label={t("schedule.expression")}
          htmlFor="schedule-cron"
          extra={t("schedule.expressionHint")}
          {...(wrong === null ? {} : { validateStatus: "error" as const, help: <Wrong id="schedule-cron-wrong">{wrong}</Wrong> })}
        >
          <Input
            id="schedule-cron"
            value={plan.expression}
            spellCheck={false}
            {...(wrong === null ? {} : { "aria-invalid": true, "aria-describedby": "schedule-cron-wrong" })}
            onChange={(event) => onChange({ ...plan, expression: event.target.value })}
          />
        </Form.Item>
      );
    case "weekly":
    case "daily":
      return (
        <>
          {plan.kind === "weekly" && (
            <Form.Item label={t("schedule.days")} htmlFor="schedule-days">
              <Select
                id="schedule-days"
                mode="multiple"
                value={plan.days}
                onChange={(days) => onChange({ ...plan, days })}
                options={WEEK.map((day) => ({ value: day, label: t(`weekday.${day}`) }))}
              />
            </Form.Item>
          )}
          <Form.Item label={t("schedule.time")} htmlFor="schedule-time">
            <Input
              id="schedule-time"
              type="time"
              value={plan.time}
              onChange={(event) => event.target.value && onChange({ ...plan, time: event.target.value.slice(0, 5) })}
              style={{ width: 140 }}
            />
          </Form.Item>
        </>
      );
  }
}

function Wrong({ id, children }: { id: string; children: ReactNode }) {
  return (
    <span id={id} role="alert">
      {children}
    </span>
  );
}

function NextTimes({ organization }: { organization: Organization }) {
  const { t } = useTranslation("organization");
  const query = useQuery({
    queryKey: ["organization-settings", organization.organization_id, "schedule", organization.schedule],
    queryFn: () => organizationApi.schedule(organization.organization_id),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div>
      <h4 style={{ margin: "0 0 4px" }}>{t("schedule.next")}</h4>
      <ol className="plain-list">
        {query.data?.next.map((at) => (
          <li key={at}>
            <AbsoluteTime at={at} />
          </li>
        ))}
      </ol>
      <span className="quiet">{t("schedule.inYourZone", { zone: zoneHere() })}</span>
    </div>
  );
}
