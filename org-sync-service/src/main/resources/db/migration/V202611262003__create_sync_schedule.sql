create table sync_schedule (
    organization_id uuid primary key references organization,
    schedule text not null,
    next_at timestamptz not null
);
comment on table sync_schedule is 'When the next full run of an organization begins by itself. Whichever replica moves next_at on begins it.';
create index sync_run_finished on sync_run (finished_at);
