insert into sync_change (run_id, entity, kind, id, name, changed, reason, base_revision, applied)
select :run, x.entity, 'set_aside', x.id, x.name, '{}', x.reason, 0, true
from (select 'department' as entity, open_department_id as id, name, set_aside as reason
      from sync_staged_department where run_id = :run and set_aside is not null
      union all
      select 'member', open_id, name, set_aside from sync_staged_member where run_id = :run and set_aside is not null
      union all
      select entity, '', name, reason from sync_set_aside where run_id = :run) x
