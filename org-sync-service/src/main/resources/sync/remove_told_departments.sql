-- Departments of which Feishu itself says that they are gone.
insert into sync_change (run_id, entity, kind, id, name, before, after, changed, base_revision)
select :run, 'department', 'removed', d.department_id, d.document->>'name', d.document,
       d.document || '{"status": "removed", "leaders": []}',
       case when d.document->'leaders' = '[]' then '{status}' else '{leaders,status}' end::text[], d.revision
from department_document d
where d.organization_id = :organization
  and d.document->>'status' = 'active'
  and d.document->>'open_department_id' = any (:gone)
order by d.department_id
