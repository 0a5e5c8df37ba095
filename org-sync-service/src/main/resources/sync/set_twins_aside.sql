-- Two records of one page with the same union_id cannot both be right; the first stands.
update sync_staged_member s
set set_aside = 'another record has the same union_id'
where s.run_id = :run
  and s.set_aside is null
  and s.union_id is not null
  and exists (select 1 from sync_staged_member o
              where o.run_id = :run and o.union_id = s.union_id and o.open_id < s.open_id)
