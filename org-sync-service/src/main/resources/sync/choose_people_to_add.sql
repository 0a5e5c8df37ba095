-- People whom nobody holds yet and of whom everything is known that is to be known. Those whom a reader is just writing down are left for later.
select s.open_id
from sync_staged_member s
where s.run_id = :run
  and s.ahead is null
  and not s.known
  and s.set_aside is null
  and jsonb_typeof(s.fields->'department_ids') = 'array'
  and coalesce(s.fields->>'status', '') <> 'resigned'
  and not exists (select 1 from member m where m.organization_id = :organization and m.open_id = s.open_id)
  and not exists (select 1 from member m where m.organization_id = :organization and m.union_id = s.union_id)
  and not exists (select 1 from sync_staged_member o where o.run_id = :run and o.union_id = s.union_id and o.open_id < s.open_id)
order by s.open_id
limit :limit
for update of s skip locked
