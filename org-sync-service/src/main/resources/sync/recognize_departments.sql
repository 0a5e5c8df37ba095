update sync_staged_department s
set department_id = d.department_id, known = true
from department d
where s.run_id = :run and d.organization_id = :organization and d.open_department_id = s.open_department_id
