create table feishu_event (
    organization_id uuid        not null references organization on delete cascade,
    event_id        text        not null,
    event_type      text        not null,
    open_id         text,
    received_at     timestamptz not null,
    due_at          timestamptz not null,
    attempts        integer     not null default 0,
    worked_at       timestamptz,
    primary key (organization_id, event_id)
);
comment on table feishu_event is 'Pushes of Feishu, each once: whom they are about and whether they have been worked. What they say is not kept.';
create index feishu_event_due on feishu_event (due_at) where worked_at is null;
create index feishu_event_worked on feishu_event (worked_at) where worked_at is not null;
