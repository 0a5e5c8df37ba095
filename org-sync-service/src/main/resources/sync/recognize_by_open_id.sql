-- Else whoever has the same open_id, which one app gives to one person only.
update sync_staged_member s
set member_id = m.member_id, known = true
from (select distinct on (open_id) open_id, member_id, tenant_key
      from member
      where organization_id = :organization
      order by open_id, status in ('resigned', 'out_of_range'), updated_at desc, member_id) m
where s.run_id = :run
  and not s.known
  and m.open_id = s.open_id
  and (m.tenant_key is null or cast(:tenant as text) is null or m.tenant_key = :tenant)
  and not exists (select 1 from sync_staged_member o where o.run_id = :run and o.known and o.member_id = m.member_id)
