-- What the run has added ahead and found different in the end is still one addition, of what was found in the end.
with amended as materialized (
    select x.position, x.next
    from (select c.position, c.kind, c.applied, lead(c.position) over w as next, lead(c.kind) over w as next_kind
          from sync_change c
          where c.run_id = :run and (c.applied or c.kind = 'updated')
          window w as (partition by c.entity, c.id order by c.position)) x
    where x.kind = 'added' and x.applied and x.next_kind = 'updated'
), additions as (
    update sync_change a
    set name = u.name, after = u.after
    from amended x
    join sync_change u on u.run_id = :run and u.position = x.next
    where a.run_id = :run and a.position = x.position
)
update sync_change u
set amends = true
from amended x
where u.run_id = :run and u.position = x.next
