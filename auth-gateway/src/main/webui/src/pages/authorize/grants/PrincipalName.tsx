import ApartmentOutlined from "@ant-design/icons/ApartmentOutlined";
import TeamOutlined from "@ant-design/icons/TeamOutlined";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { departmentOfMany, memberOfMany } from "../../../api/directory";
import type { Grant } from "../../../api/permissions";
import { directoryKeys } from "../../organization/directory/keys";
import { Person } from "../../organization/directory/Person";

/** Whom a grant speaks of, by name. */
export function PrincipalName({ grant }: { grant: Grant }) {
  const { t } = useTranslation("authorize");
  const { type, id } = grant.principal;
  if (type === "everyone" || id === null) {
    return (
      <span className="principal">
        <TeamOutlined aria-hidden /> {t("whom.everyone")}
      </span>
    );
  }
  return type === "member" ? (
    <MemberName organization={grant.organization_id} id={id} />
  ) : (
    <DepartmentName organization={grant.organization_id} id={id} below={grant.include_sub_departments} />
  );
}

function MemberName({ organization, id }: { organization: string; id: string }) {
  const query = useQuery({
    queryKey: directoryKeys.member(organization, id),
    queryFn: () => memberOfMany(organization)(id),
    staleTime: 60_000,
    retry: false,
  });
  if (query.isPending) return <Waiting />;
  if (query.isError) return <Unknown id={id} />;
  return (
    <Link to={`../organization?organization=${organization}&member=${id}`} className="principal">
      <Person name={query.data.name} picture={query.data.avatar_url} />
    </Link>
  );
}

function DepartmentName({ organization, id, below }: { organization: string; id: string; below: boolean }) {
  const { t } = useTranslation("authorize");
  const query = useQuery({
    queryKey: directoryKeys.department(organization, id),
    queryFn: () => departmentOfMany(organization)(id),
    staleTime: 60_000,
    retry: false,
  });
  if (query.isPending) return <Waiting />;
  if (query.isError) return <Unknown id={id} />;
  return (
    <span className="principal" title={query.data.path}>
      <ApartmentOutlined aria-hidden /> {query.data.name}{" "}
      <span className="quiet">
        {below ? t("grants.withSubDepartments", { count: query.data.member_count }) : t("grants.onlyDirectly")}
      </span>
    </span>
  );
}

function Waiting() {
  return <Skeleton.Input active size="small" />;
}

/** The directory has forgotten whom it was; the id is all there is to say. */
function Unknown({ id }: { id: string }) {
  const { t } = useTranslation("authorize");
  return (
    <span className="quiet">
      {t("grants.gone")} <code>{id.slice(0, 8)}</code>
    </span>
  );
}
