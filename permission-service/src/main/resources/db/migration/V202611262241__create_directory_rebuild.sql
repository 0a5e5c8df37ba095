create table directory_rebuild (
    rebuild_id uuid primary key,
    status text not null check (status in ('running', 'succeeded', 'failed')),
    stage text not null check (stage in ('reading', 'settling', 'comparing')),
    allow_removals boolean not null,
    requested_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    records_read bigint not null default 0,
    records_total bigint not null default 0,
    added bigint not null default 0,
    corrected bigint not null default 0,
    removed bigint not null default 0,
    removals_withheld bigint not null default 0,
    problem text
);
comment on table directory_rebuild is 'Rebuilds of the directory from the first offset: one at a time.';
create unique index directory_rebuild_running on directory_rebuild (status) where status = 'running';
create index directory_rebuild_latest on directory_rebuild (started_at);

-- Not unlogged: emptied by a crash, they would look like a directory in which nobody is left.
create table rebuilt_organization (like organization including defaults including indexes);
create table rebuilt_department (like department including defaults including indexes);
create table rebuilt_member (like member including defaults including indexes);
create table rebuilt_member_department (like member_department including defaults including indexes);
comment on table rebuilt_organization is 'The directory as a rebuild has read it so far; compared with organization, then emptied.';
comment on table rebuilt_department is 'The directory as a rebuild has read it so far; compared with department, then emptied.';
comment on table rebuilt_member is 'The directory as a rebuild has read it so far; compared with member, then emptied.';
comment on table rebuilt_member_department is 'The directory as a rebuild has read it so far; compared with member_department, then emptied.';

create table rebuild_suspect (
    kind text not null,
    organization_id uuid not null,
    entity_id uuid not null,
    revision bigint not null,
    primary key (kind, organization_id, entity_id)
);
comment on table rebuild_suspect is 'Rows a rebuild found that Kafka did not tell of, or of a higher revision than it told: newer than what was read, or stale. Told apart by waiting.';
