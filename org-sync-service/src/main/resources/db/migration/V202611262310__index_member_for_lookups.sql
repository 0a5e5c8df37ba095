-- What software that takes the directory asks for, one person at a time.
create index member_union_id on member (organization_id, union_id);
create index member_user_id on member (organization_id, lower(user_id));
create index member_email on member (organization_id, lower(email));
-- Everybody in the order they were first read, page by page.
create index member_in_order on member (organization_id, member_id);
create index department_in_order on department (organization_id, department_id);
