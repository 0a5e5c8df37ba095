-- A field that was not sent keeps what we hold: the document sent is laid over the one we have. Whoever was heard of in another way since the run
-- began may be known better than from a page of it; the next run looks again. That is not so of whom the run itself has added, ahead, if it has
-- read something else of them since; of whom it has not, there is nothing to compare. Documents are put together once and kept: an expression
-- would be worked out anew at each place that names it. They are put together only of those who differ: of a large company that is hardly anybody,
-- and to see whether what we hold contains what was sent costs a fraction. (Containment is equality here because what is staged of a person is
-- flat: no field but the departments, which are compared as they are, is an object or an array.) Departments come out of arrays and out of no
-- materialized query, for of those the database knows how many to expect: it takes a hundred for what comes out of a JSON array, and plans for billions.
with known_department as (
    select s.open_department_id, s.department_id, s.leaders, s.fields->'leaders' as sent_leaders
    from sync_staged_department s
    where s.run_id = :run and (s.known or s.set_aside is null)
    union all
    select d.open_department_id, d.department_id, d.leaders, null
    from department d
    where not :closed and d.organization_id = :organization and d.status = 'active'
      and not exists (select 1 from sync_staged_department s
                      where s.run_id = :run and s.open_department_id = d.open_department_id)
), considered as not materialized (
    select s.open_id, s.member_id, s.fields, s.listed_in, s.ahead
    from sync_staged_member s
    where s.run_id = :run and s.set_aside is null and s.ahead is distinct from 'added'
      and (cast(:only as text[]) is null or s.open_id = any (cast(:only as text[])))
), listed as materialized (
    select s.open_id, s.member_id, s.fields->>'primary_department' as primary_department, l.open_department_id
    from considered s
    cross join lateral (
        select distinct unnest(case when s.fields->'department_ids' is null then s.listed_in
                                    else array(select jsonb_array_elements_text(s.fields->'department_ids')) end) as open_department_id) l
), placed as (
    select x.open_id,
           jsonb_agg(jsonb_build_object('department_id', x.department_id, 'primary', x.is_primary or x.departments = 1, 'leader', x.leader)
                     order by x.department_id) as departments
    from (select l.open_id, k.department_id, coalesce(jsonb_exists(k.sent_leaders, l.open_id), l.member_id = any (k.leaders), false) as leader,
                 coalesce(k.open_department_id = l.primary_department, m."primary", false) as is_primary,
                 count(*) over (partition by l.open_id) as departments
          from listed l
          join known_department k on k.open_department_id = l.open_department_id
          left join membership m on m.member_id = l.member_id and m.department_id = k.department_id) x
    group by x.open_id
), held as materialized (
    select m.member_id, m.revision, m.document from member_document m
    where m.member_id in (select s.member_id from considered s)
), seen as materialized (
    select s.member_id, h.member_id as held_id, h.revision, h.document as held, e.status,
           jsonb_build_object('union_id', null, 'user_id', null, 'name', '', 'en_name', null, 'email', null, 'mobile', null,
                              'avatar_url', null, 'employee_no', null, 'job_title', null)
           || coalesce(h.document, '{}')
           || (s.fields - 'department_ids' - 'primary_department')
           || o.own || jsonb_build_object('departments', o.departments)
           as document
    from considered s
    left join held h on h.member_id = s.member_id
    left join placed p on p.open_id = s.open_id
    cross join lateral (
        select case when s.fields->>'status' is not null then s.fields->>'status'
                    when h.document is null or h.document->>'status' in ('resigned', 'out_of_range') then 'active'
                    else h.document->>'status' end as status) e
    cross join lateral (
        select jsonb_build_object('open_id', s.open_id, 'tenant_key', coalesce(:tenant, h.document->>'tenant_key'), 'status', e.status) as own,
               case when e.status = 'resigned' then '[]' else coalesce(p.departments, '[]') end as departments) o
    where (h.member_id is not null or e.status <> 'resigned')
      and not exists (select 1 from member later where later.member_id = s.member_id and later.updated_at >= cast(:before as timestamptz)
                        and not (s.ahead is not null and later.revision = 1))
      and (h.document->'departments' = o.departments and h.document @> o.own
           and h.document @> (s.fields - 'department_ids' - 'primary_department')) is not true
)
insert into sync_change (run_id, entity, kind, id, name, before, after, changed, base_revision)
select :run, 'member',
       case when s.held_id is null then 'added'
            when s.status = 'resigned' and s.held->>'status' not in ('resigned', 'out_of_range') then 'removed'
            else 'updated' end,
       s.member_id, s.document->>'name', s.held, s.document, c.fields, coalesce(s.revision, 0)
from seen s
cross join lateral (
    select coalesce(array_agg(k.key order by k.key), '{}') as fields
    from jsonb_each(s.document) k
    where s.held is null or k.value is distinct from s.held->k.key) c
where s.held is distinct from s.document
  and (s.held_id is null or cardinality(c.fields) > 0)
order by s.member_id
