-- Leaders as our members. Where not everybody was read, a leader may be somebody we already hold.
update sync_staged_department s
set leaders = coalesce(
    case when s.fields->'leaders' is null
         then (select d.leaders from department d where s.known and d.department_id = s.department_id)
         else (select array_agg(coalesce(p.member_id, m.member_id) order by l.place)
                        filter (where coalesce(p.member_id, m.member_id) is not null)
               from jsonb_array_elements_text(s.fields->'leaders') with ordinality as l(open_id, place)
               left join sync_staged_member p
                   on p.run_id = :run and p.open_id = l.open_id
                   and (p.known or p.set_aside is null) and coalesce(p.fields->>'status', '') <> 'resigned'
               left join lateral (select h.member_id from member h
                                  where not :closed and p.member_id is null and h.organization_id = :organization
                                    and h.open_id = l.open_id and h.status not in ('resigned', 'out_of_range')
                                  limit 1) m on true)
    end, '{}')
where s.run_id = :run
