create table department (
    department_id uuid primary key,
    organization_id uuid not null references organization,
    open_department_id text not null,
    name text not null,
    parent_id uuid references department deferrable initially deferred,
    leaders uuid[] not null,
    "order" bigint not null,
    status text not null check (status in ('active', 'removed')),
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (organization_id, open_department_id)
);
comment on table department is 'A department of Feishu. The root is no row; one that is gone keeps its row.';
create index department_parent on department (parent_id);

create table member (
    member_id uuid primary key,
    organization_id uuid not null references organization,
    open_id text not null,
    union_id text,
    user_id text,
    tenant_key text,
    name text not null,
    en_name text,
    email text,
    mobile text,
    avatar_url text,
    employee_no text,
    job_title text,
    status text not null check (status in ('active', 'not_activated', 'not_joined', 'frozen', 'resigned', 'out_of_range')),
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
comment on table member is 'A person in one organization, recognized by union_id within the tenant, else by open_id. Whoever leaves keeps the row.';
create unique index member_union on member (organization_id, coalesce(tenant_key, ''), union_id) where union_id is not null;
create index member_open on member (organization_id, open_id);
create index member_listing on member (organization_id, name, member_id);

create table membership (
    member_id uuid not null references member on delete cascade,
    department_id uuid not null references department,
    "primary" boolean not null,
    leader boolean not null,
    primary key (member_id, department_id)
);
comment on table membership is 'Who is in which department directly. People at the root have none.';
create index membership_department on membership (department_id);

-- A department and a member as one document each: what events tell, what runs compare.
create view department_document as
select department_id, organization_id, open_department_id, revision,
       jsonb_build_object('open_department_id', open_department_id, 'name', name, 'parent_id', parent_id, 'leaders', to_jsonb(leaders), 'order', "order", 'status', status) as document
from department;

create view member_document as
select m.member_id, m.organization_id, m.revision,
       jsonb_build_object('open_id', m.open_id, 'union_id', m.union_id, 'user_id', m.user_id, 'tenant_key', m.tenant_key, 'name', m.name,
           'en_name', m.en_name, 'email', m.email, 'mobile', m.mobile, 'avatar_url', m.avatar_url, 'employee_no', m.employee_no,
           'job_title', m.job_title, 'status', m.status,
           'departments', coalesce((select jsonb_agg(jsonb_build_object('department_id', s.department_id, 'primary', s."primary", 'leader', s.leader)
                                                     order by s.department_id)
                                    from membership s where s.member_id = m.member_id), '[]'::jsonb)) as document
from member m;
