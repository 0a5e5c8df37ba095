-- Two records with the same union_id cannot both be right. The one whom we hold stands, else the first.
with twin as materialized (
    select union_id from sync_staged_member where run_id = :run and union_id is not null group by union_id having count(*) > 1
), held as materialized (
    select s.union_id, s.open_id,
           exists (select 1 from member m
                   where m.organization_id = :organization and m.union_id = s.union_id and m.open_id = s.open_id) as held
    from sync_staged_member s
    where s.run_id = :run and s.union_id in (select union_id from twin)
)
update sync_staged_member s
set set_aside = 'another record has the same union_id'
from held self
where s.run_id = :run
  and s.open_id = self.open_id
  and s.set_aside is null
  and exists (select 1 from held other
              where other.union_id = self.union_id and (not other.held, other.open_id) < (not self.held, self.open_id))
