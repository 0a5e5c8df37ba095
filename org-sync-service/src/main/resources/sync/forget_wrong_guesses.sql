-- When a person was staged, it was guessed who that is. What no longer holds is forgotten, and so is what was guessed of a record set aside for
-- another of the same union_id.
update sync_staged_member s
set member_id = gen_random_uuid(), known = false
where s.run_id = :run
  and s.known
  and s.ahead is distinct from 'added'
  and (s.set_aside = 'another record has the same union_id'
       or not exists (select 1 from member m
                      where m.member_id = s.member_id
                        and m.organization_id = :organization
                        and m.union_id = s.union_id
                        and (m.tenant_key is null or cast(:tenant as text) is null or m.tenant_key = :tenant)))
