import DownOutlined from "@ant-design/icons/DownOutlined";
import SyncOutlined from "@ant-design/icons/SyncOutlined";
import { App, Button, Dropdown, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../../api/problem";
import type { Run } from "../../../api/synchronization";
import { ConfirmWithConsequences } from "../../../components/ConfirmWithConsequences";
import { ProblemText } from "../../../components/ErrorState";
import { ProblemTitle } from "../../../components/ProblemTitle";
import { useRunActions } from "./useRuns";

interface Props {
  organization: string;
  latest: Run | null;
  held: Run | null;
  disabled: boolean;
  /** A run has begun, by this button or meanwhile by somebody else. */
  onStarted: () => void;
}

/** Starts a synchronization, or tries one. A run that waits for approval would become void, which is asked about first. */
export function SyncButton({ organization, latest, held, disabled, onStarted }: Props) {
  const { t } = useTranslation("organization");
  const { notification, message } = App.useApp();
  const { start } = useRunActions(organization);
  const [asking, setAsking] = useState(false);
  const running = latest?.status === "running";

  async function begin(dryRun: boolean) {
    try {
      await start.mutateAsync(dryRun);
      onStarted();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.id === "conflict") {
        message.info(t("sync.alreadyRunning"));
        onStarted();
      } else {
        notification.error({
          title: <ProblemTitle problem={problem} />,
          description: <ProblemText problem={problem} />,
          role: "alert",
        });
      }
    }
  }

  return (
    <>
      <Space.Compact>
        <Button
          type="primary"
          icon={<SyncOutlined aria-hidden spin={running} />}
          disabled={disabled || running}
          loading={start.isPending}
          onClick={() => (held ? setAsking(true) : void begin(false))}
        >
          {running ? t("sync.running") : t("sync.start")}
        </Button>
        <Dropdown
          trigger={["click"]}
          disabled={disabled || running}
          menu={{
            items: [{ key: "dry", label: t("sync.dryRun"), extra: t("sync.dryRunHint") }],
            onClick: () => void begin(true),
          }}
          placement="bottomRight"
        >
          <Button type="primary" icon={<DownOutlined aria-hidden />} aria-label={t("sync.more")} />
        </Dropdown>
      </Space.Compact>
      <ConfirmWithConsequences
        open={asking}
        title={t("sync.startOverHeld")}
        consequences={[t("sync.heldBecomesVoid")]}
        action={t("sync.start")}
        onConfirm={() => begin(false)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
