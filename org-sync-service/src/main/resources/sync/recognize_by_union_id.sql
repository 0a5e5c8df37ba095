-- Whoever has the same union_id within the tenant is the same person, whatever the app and its open_id.
update sync_staged_member s
set member_id = m.member_id, known = true
from member m
where s.run_id = :run
  and s.ahead is distinct from 'added'
  and s.union_id is not null
  and (s.set_aside is null or s.set_aside <> 'another record has the same union_id')
  and m.organization_id = :organization
  and m.union_id = s.union_id
  and (m.tenant_key is null or cast(:tenant as text) is null or m.tenant_key = :tenant)
  and (not s.known or s.member_id <> m.member_id)
