import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type AccessRequest,
  type AccessRequestStatus,
  type ApplicationAddress,
  permissionsApi,
} from "../../../api/permissions";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { permissionKeys } from "../keys";
import { RequestCard } from "./RequestCard";

const AnswerRequest = lazy(() => import("./AnswerRequest"));

const STATUSES: AccessRequestStatus[] = ["open", "approved", "declined", "closed"];

/** Who asks for access, and what they were answered. */
export default function RequestsTab({ application, mayChange }: { application: ApplicationAddress; mayChange: boolean }) {
  const { t } = useTranslation("authorize");
  const [status, setStatus] = useState<AccessRequestStatus>("open");
  const [answering, setAnswering] = useState<{ request: AccessRequest; approve: boolean } | null>(null);
  const query = useInfiniteQuery({
    queryKey: permissionKeys.requests(application, status),
    queryFn: ({ pageParam }) => permissionsApi.accessRequests(application, status, 25, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: status === "open" ? 30_000 : false,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stack" style={{ gap: 12 }}>
      <Segmented<AccessRequestStatus>
        value={status}
        onChange={setStatus}
        aria-label={t("requests.status")}
        options={STATUSES.map((one) => ({ value: one, label: t(`requestStatus.${one}`) }))}
        style={{ alignSelf: "flex-start", maxWidth: "100%", overflowX: "auto" }}
      />
      <Answered query={query}>
        {() =>
          items.length === 0 ? (
            <EmptyState text={status === "open" ? t("requests.noneOpen") : t("requests.none")} />
          ) : (
            <>
              <ul className="request-list">
                {items.map((request) => (
                  <li key={request.access_request_id}>
                    <RequestCard
                      request={request}
                      onAnswer={
                        mayChange && request.status === "open" ? (approve) => setAnswering({ request, approve }) : null
                      }
                    />
                  </li>
                ))}
              </ul>
              {query.hasNextPage && (
                <div className="list-end">
                  <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                    {t("common:more")}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Answered>
      <Suspense fallback={null}>
        {answering && <AnswerRequest application={application} {...answering} onClose={() => setAnswering(null)} />}
      </Suspense>
    </div>
  );
}
