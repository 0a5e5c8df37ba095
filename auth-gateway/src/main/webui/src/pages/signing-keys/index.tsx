import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRotateKeys, useSigningKeys } from "../../api/serviceClients";
import { Answered } from "../../components/Answered";
import { ConfirmWithConsequences } from "../../components/ConfirmWithConsequences";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/PageHeader";
import { StatusTag, type Tone } from "../../components/StatusTag";
import { AbsoluteTime } from "../../components/Time";
import { PlatformOnly } from "../../session/PlatformOnly";

const TONES: Record<string, Tone> = { active: "good", next: "active", retired: "neutral" };

/** The keys that the gateway signs its tokens with. */
export default function SigningKeysPage() {
  return (
    <PlatformOnly>
      <SigningKeys />
    </PlatformOnly>
  );
}

function SigningKeys() {
  const { t } = useTranslation("signing-keys");
  const query = useSigningKeys();
  const rotate = useRotateKeys();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Button href="/.well-known/jwks.json" target="_blank" rel="noreferrer">
              {t("published")}
            </Button>
            <Button type="primary" onClick={() => setAsking(true)}>
              {t("rotate")}
            </Button>
          </>
        }
      />
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState text={t("empty")} />
          ) : (
            <DataTable
              caption={t("title")}
              items={items}
              rowKey={(item) => item.kid}
              columns={[
                { key: "kid", title: t("kid"), heading: true, render: (item) => <code>{item.kid}</code> },
                { key: "alg", title: t("alg"), render: (item) => item.alg },
                { key: "status", title: t("status"), render: (item) => <StatusTag tone={TONES[item.status] ?? "neutral"}>{item.status in TONES ? t(`statusOf.${item.status}`) : item.status}</StatusTag> },
                { key: "created", title: t("created"), render: (item) => <AbsoluteTime at={item.created_at} /> },
              ]}
            />
          )
        }
      </Answered>
      <ConfirmWithConsequences
        open={asking}
        harmless
        title={t("rotateTitle")}
        consequences={[t("rotateNext"), t("rotateRetired"), t("rotateNobody")]}
        action={t("rotate")}
        onConfirm={() => rotate.mutateAsync()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
