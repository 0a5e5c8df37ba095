-- Two records with the same union_id cannot both be right. The one whom we hold stands, else the first.
update sync_staged_member s
set set_aside = 'another record has the same union_id'
where s.run_id = :run
  and s.set_aside is null
  and s.union_id is not null
  and exists (select 1
              from sync_staged_member o
              cross join lateral (
                  select coalesce(bool_or(m.open_id = o.open_id), false) as other, coalesce(bool_or(m.open_id = s.open_id), false) as self
                  from member m
                  where m.organization_id = :organization and m.union_id = s.union_id) held
              where o.run_id = :run and o.union_id = s.union_id and o.open_id <> s.open_id
                and (not held.other, o.open_id) < (not held.self, s.open_id))
