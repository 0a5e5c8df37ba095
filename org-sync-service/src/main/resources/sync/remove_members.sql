-- Whoever was not read by a run that read everything, and has not been heard of in any other way since it began.
insert into sync_change (run_id, entity, kind, id, name, before, after, changed, base_revision)
select :run, 'member', 'removed', d.member_id, d.document->>'name', d.document,
       d.document || jsonb_build_object('status', cast(:gone as text), 'departments', cast('[]' as jsonb)),
       case when d.document->'departments' = '[]' then '{status}' else '{departments,status}' end::text[], d.revision
from member_document d
join member m on m.member_id = d.member_id
where d.organization_id = :organization
  and m.status not in ('resigned', 'out_of_range')
  and m.updated_at < cast(:before as timestamptz)
  and not exists (select 1 from sync_staged_member s where s.run_id = :run and s.member_id = d.member_id)
order by d.member_id
