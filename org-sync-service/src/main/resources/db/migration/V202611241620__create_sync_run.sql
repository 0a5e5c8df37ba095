create table sync_run (
    run_id uuid primary key,
    organization_id uuid not null references organization,
    status text not null check (status in ('running', 'awaiting_approval', 'succeeded', 'succeeded_with_warnings', 'failed', 'cancelled')),
    stage text not null check (stage in ('reading_range', 'reading_departments', 'reading_members', 'comparing', 'applying')),
    dry_run boolean not null,
    owner uuid not null,
    lease_until timestamptz not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    calls jsonb not null,
    departments jsonb not null,
    members jsonb not null,
    warnings jsonb not null,
    data_range jsonb,
    problem jsonb
);
comment on table sync_run is 'One reading of a whole organization and what came of it. The owner is the replica that works on it; a lapsed lease means the replica is gone.';
create unique index sync_run_one_at_a_time on sync_run (organization_id) where status = 'running';
create index sync_run_organization on sync_run (organization_id, run_id);

create table sync_staged_department (
    run_id uuid not null,
    open_department_id text not null,
    department_id uuid not null,
    known boolean not null default false,
    name text,
    fields jsonb not null,
    leaders uuid[],
    set_aside text,
    primary key (run_id, open_department_id)
);
comment on table sync_staged_department is 'Departments as Feishu sent them, until the run that read them ends. Only what was sent is in fields.';

create table sync_staged_member (
    run_id uuid not null,
    open_id text not null,
    union_id text,
    member_id uuid not null,
    known boolean not null default false,
    name text,
    fields jsonb not null,
    listed_in text[] not null,
    set_aside text,
    primary key (run_id, open_id)
);
comment on table sync_staged_member is 'People as Feishu sent them, until the run that read them ends. Only what was sent is in fields; listed_in are the departments that listed them.';
create index sync_staged_member_union on sync_staged_member (run_id, union_id);
create index sync_staged_member_member on sync_staged_member (run_id, member_id);

create table sync_set_aside (
    run_id uuid not null,
    position bigint generated always as identity,
    entity text not null check (entity in ('department', 'member')),
    name text,
    reason text not null,
    primary key (run_id, position)
);
comment on table sync_set_aside is 'Records that do not even say whom they are about.';

create table sync_change (
    run_id uuid not null,
    position bigint generated always as identity,
    entity text not null check (entity in ('department', 'member')),
    kind text not null check (kind in ('added', 'updated', 'removed', 'set_aside')),
    id text not null,
    name text,
    before jsonb,
    after jsonb,
    changed text[] not null,
    reason text,
    base_revision bigint not null,
    applied boolean not null default false,
    primary key (run_id, position)
);
comment on table sync_change is 'The difference a run found, in the order it is applied. base_revision: what it was compared with.';
