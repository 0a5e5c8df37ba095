create table role (
    org_id text not null,
    app_id text not null,
    name text not null check (name not in ('administrator', 'member')),
    title text not null,
    created_at timestamptz not null,
    primary key (org_id, app_id, name)
);
comment on table role is 'Roles an application named itself. The built-in ones have no row.';

create table access_grant (
    grant_id uuid primary key,
    org_id text not null,
    app_id text not null,
    organization_id uuid not null,
    principal_type text not null check (principal_type in ('member', 'department', 'everyone')),
    principal_id uuid,
    include_sub_departments boolean not null,
    role text not null,
    effect text not null check (effect in ('allow', 'deny')),
    valid_from timestamptz,
    valid_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((principal_type = 'everyone') = (principal_id is null)),
    check (valid_until > valid_from)
);
comment on table access_grant is 'Principal to role, allow or deny, valid from (inclusive) until (exclusive).';
create unique index access_grant_identical on access_grant (
    organization_id, principal_type, principal_id,
    (case when principal_type = 'department' then include_sub_departments else true end),
    role, effect, valid_from, valid_until) nulls not distinct;
create index access_grant_application on access_grant (org_id, app_id, grant_id);
create index access_grant_principal on access_grant (organization_id, principal_type, principal_id);
create index access_grant_valid_from on access_grant (valid_from) where valid_from is not null;
create index access_grant_valid_until on access_grant (valid_until) where valid_until is not null;

create table announced_time (
    only_row boolean primary key default true check (only_row),
    announced_until timestamptz not null
);
comment on table announced_time is 'Up to when grants that began or ended by the clock have been announced.';
insert into announced_time (announced_until) values (now());
