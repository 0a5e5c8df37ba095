-- A field that was not sent keeps what we hold: the document sent is laid over the one we have. Where not everything was read, the parent may be
-- one that we already hold. What was heard of in another way since the run began may be known better than from a page of it; what the run itself
-- has added ahead is not.
insert into sync_change (run_id, entity, kind, id, name, before, after, changed, base_revision)
select :run, 'department', case when d.department_id is null then 'added' else 'updated' end, s.department_id, e.document->>'name',
       d.document, e.document, c.fields, coalesce(d.revision, 0)
from sync_staged_department s
left join department_document d on d.department_id = s.department_id
left join sync_staged_department p
    on p.run_id = :run and p.open_department_id = s.fields->>'parent' and (p.known or p.set_aside is null)
left join department h
    on not :closed and p.department_id is null and h.organization_id = :organization
    and h.open_department_id = s.fields->>'parent' and h.status = 'active'
cross join lateral (
    select jsonb_build_object('name', '', 'parent_id', null, 'order', 0)
           || coalesce(d.document, '{}')
           || (s.fields - 'parent' - 'leaders')
           || case when s.fields->'parent' is null then '{}' else jsonb_build_object('parent_id', coalesce(p.department_id, h.department_id)) end
           || jsonb_build_object('open_department_id', s.open_department_id, 'leaders', coalesce(to_jsonb(s.leaders), '[]'), 'status', 'active')
           as document) e
cross join lateral (
    select coalesce(array_agg(k.key order by k.key), '{}') as fields
    from jsonb_each(e.document) k
    where d.document is null or k.value is distinct from d.document->k.key) c
where s.run_id = :run
  and s.set_aside is null
  and (d.department_id is null or cardinality(c.fields) > 0)
  and not exists (select 1 from department u where u.department_id = s.department_id and u.updated_at >= cast(:before as timestamptz)
                    and not (s.ahead is not null and u.revision = 1))
order by s.department_id
