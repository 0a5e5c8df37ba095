import { Alert, Button, Select } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ApplicationAddress, type Grant, type GrantFilter, permissionsApi } from "../../../api/permissions";
import type { Organization } from "../../../api/types";
import { Answered } from "../../../components/Answered";
import { EmptyState } from "../../../components/EmptyState";
import { language } from "../../../i18n";
import { permissionKeys } from "../keys";
import { useRoleOptions, useRoles } from "../useRoles";
import { GrantTable } from "./GrantTable";

// Choosing times takes a large calendar, which most visits do without.
const EditGrant = lazy(() => import("./EditGrant"));
const RemoveGrant = lazy(() => import("./RemoveGrant"));

const PAGE = 25;

interface Props {
  application: ApplicationAddress;
  organizations: readonly Organization[];
  mayChange: boolean;
  filter: GrantFilter;
  onFilter: (filter: GrantFilter) => void;
  onNew: () => void;
}

/** Who was granted what. */
export function GrantsTab({ application, organizations, mayChange, filter, onFilter, onNew }: Props) {
  const { t } = useTranslation("authorize");
  const [editing, setEditing] = useState<Grant | null>(null);
  const [removing, setRemoving] = useState<Grant | null>(null);
  const query = useInfiniteQuery({
    queryKey: permissionKeys.grants(application, filter),
    queryFn: ({ pageParam }) => permissionsApi.grants(application, filter, PAGE, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const roles = useRoles(application).data;
  const grants = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div className="stack" style={{ gap: 12 }}>
      <Filters {...{ application, organizations, filter, onFilter }} />
      <Answered query={query}>
        {(data) => (
          <>
            {data.pages[0]?.warnings.map((warning) => (
              <Alert key={warning.code} type="warning" showIcon title={warning[language()]} />
            ))}
            {grants.length === 0 ? (
              <EmptyState text={filtered ? t("grants.noneFound") : t("grants.none")}>
                {!filtered && mayChange && (
                  <Button type="primary" onClick={onNew}>
                    {t("new.title")}
                  </Button>
                )}
              </EmptyState>
            ) : (
              <>
                <GrantTable
                  grants={grants}
                  organizations={organizations}
                  roles={roles}
                  onEdit={mayChange ? setEditing : null}
                  onRemove={mayChange ? setRemoving : null}
                />
                {query.hasNextPage && (
                  <div className="list-end">
                    <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                      {t("common:more")}
                    </Button>
                  </div>
                )}
              </>
            )}
          </>
        )}
      </Answered>
      <Suspense fallback={null}>
        {editing && <EditGrant application={application} grant={editing} onClose={() => setEditing(null)} />}
        {removing && <RemoveGrant application={application} grant={removing} onClose={() => setRemoving(null)} />}
      </Suspense>
    </div>
  );
}

function Filters({ application, organizations, filter, onFilter }: Pick<Props, "application" | "organizations" | "filter" | "onFilter">) {
  const { t } = useTranslation("authorize");
  const roles = useRoles(application);
  const roleOptions = useRoleOptions(roles.data);
  const one = (name: keyof GrantFilter, label: string, options: { value: string; label: string }[]) => (
    <Select
      key={name}
      value={filter[name] ?? ""}
      onChange={(value) => onFilter({ ...filter, [name]: value || undefined })}
      aria-label={label}
      options={[{ value: "", label }, ...options]}
      popupMatchSelectWidth={false}
      className="grant-filter"
    />
  );
  return (
    <div className="row">
      {organizations.length > 1 &&
        one(
          "organization_id",
          t("filter.organization"),
          organizations.map((each) => ({ value: each.organization_id, label: each.title })),
        )}
      {one("principal_type", t("filter.whom"), [
        { value: "member", label: t("whom.members") },
        { value: "department", label: t("whom.departments") },
        { value: "everyone", label: t("whom.everyone") },
      ])}
      {one("role", t("filter.role"), roleOptions)}
      {one("effect", t("filter.effect"), [
        { value: "allow", label: t("effect.allow") },
        { value: "deny", label: t("effect.deny") },
      ])}
    </div>
  );
}
