import { useApplications } from "../api/applications";

/** What an application is called; its ids until that is known. */
export function useApplicationTitles(): (orgId: string, appId: string) => string {
  const { data } = useApplications();
  return (orgId, appId) => data?.find((one) => one.org_id === orgId && one.app_id === appId)?.title ?? `${orgId}/${appId}`;
}
