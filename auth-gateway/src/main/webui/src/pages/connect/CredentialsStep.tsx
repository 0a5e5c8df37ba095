import { useState } from "react";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Application, Organization } from "../../api/types";
import { useSession } from "../../session/session";
import { ConnectForm, type Draft } from "./ConnectForm";
import { SecretForm } from "./SecretForm";
import type { Platform, WizardStep } from "./steps";

interface Props {
  step: WizardStep;
  application: Application;
  organization: Organization | undefined;
  platform: Platform;
  draft: Draft;
  onDraft: (changed: Draft) => void;
  onCreated: (created: Organization) => void;
  onChanged: () => void;
}

/** Creates the organization from App ID and App Secret; once it is there, takes a new App Secret. */
export function CredentialsStep({ step, application, organization, platform, draft, onDraft, onCreated, onChanged }: Props) {
  const { t } = useTranslation("connect");
  const { session, may } = useSession();
  const [replacing, setReplacing] = useState(false);
  const mayConnect = organization ? may("organizations:write") : session.kind === "platform";
  if (!mayConnect) return <p className="quiet flush">{t("mayNotConnect")}</p>;
  if (!organization) return <ConnectForm key={platform} {...{ application, platform, draft, onDraft, onCreated }} />;
  if (step.step !== "J3") return null;
  return replacing || step.status === "failed" ? (
    <SecretForm
      organization={organization}
      onReplaced={() => {
        setReplacing(false);
        onChanged();
      }}
    />
  ) : (
    <div>
      <Button onClick={() => setReplacing(true)}>{t("replaceSecret")}</Button>
    </div>
  );
}
