create table sync_reading (
    run_id uuid not null,
    kind text not null check (kind in ('range', 'tree', 'level', 'people', 'doubt')),
    target text not null,
    start text,
    state text not null check (state in ('open', 'read', 'out_of_range', 'too_large', 'unreadable')),
    page_token text,
    pages integer not null default 0,
    records integer not null default 0,
    primary key (run_id, kind, target)
);
comment on table sync_reading is 'What a run has to read and how far it has got: a list of Feishu''s each, with the token of its next page. Kept until the run ends, so that another replica can go on with it.';
comment on column sync_reading.kind is 'doubt: something was met that may hide a person or a department, so that absence proves nothing.';
comment on column sync_reading.start is 'Of a level: the department whose whole tree is read level by level.';
create index sync_reading_open on sync_reading (run_id, kind) where state = 'open';

alter table sync_run add column takeovers integer not null default 0;
comment on column sync_run.takeovers is 'How many replicas were lost over it.';
