create table organization (
    organization_id uuid primary key,
    org_id text not null,
    app_id text not null,
    title text not null,
    status text not null check (status in ('active', 'disabled', 'deleted')),
    revision bigint not null
);
comment on table organization is 'Feishu organizations as org-sync-service last told. Entities arrive in any order, so nothing refers to another by foreign key.';
create index organization_application on organization (org_id, app_id);

create table department (
    organization_id uuid not null,
    department_id uuid not null,
    parent_id uuid,
    name text not null,
    status text not null check (status in ('active', 'removed')),
    revision bigint not null,
    primary key (organization_id, department_id)
);
comment on table department is 'Departments as org-sync-service last told; parent_id null is the first level.';
create index department_parent on department (organization_id, parent_id);

create table member (
    organization_id uuid not null,
    member_id uuid not null,
    open_id text not null,
    union_id text,
    tenant_key text,
    name text not null,
    avatar_url text,
    status text not null check (status in ('active', 'not_activated', 'not_joined', 'frozen', 'resigned', 'out_of_range')),
    revision bigint not null,
    primary key (organization_id, member_id)
);
comment on table member is 'Members as org-sync-service last told. Neither mail address nor phone number is ever kept here.';
create index member_id on member (member_id);
create index member_open_id on member (organization_id, open_id);
create index member_union_id on member (organization_id, union_id);

create table member_department (
    organization_id uuid not null,
    member_id uuid not null,
    department_id uuid not null,
    primary key (organization_id, member_id, department_id)
);
comment on table member_department is 'The departments a member is in directly.';
create index member_department_department on member_department (organization_id, department_id);
