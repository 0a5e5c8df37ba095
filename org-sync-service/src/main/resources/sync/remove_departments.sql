-- What was not read by a run that read everything, and has not been heard of in any other way since it began.
insert into sync_change (run_id, entity, kind, id, name, before, after, changed, base_revision)
select :run, 'department', 'removed', d.department_id, d.document->>'name', d.document,
       d.document || '{"status": "removed", "leaders": []}',
       case when d.document->'leaders' = '[]' then '{status}' else '{leaders,status}' end::text[], d.revision
from department_document d
where d.organization_id = :organization
  and d.document->>'status' = 'active'
  and not exists (select 1 from sync_staged_department s where s.run_id = :run and s.open_department_id = d.open_department_id)
  and not exists (select 1 from department u where u.department_id = d.department_id and u.updated_at >= cast(:before as timestamptz))
order by d.department_id
