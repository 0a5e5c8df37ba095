create table event_delivery (
    organization_id     uuid        primary key references organization on delete cascade,
    holder              text,
    held_until          timestamptz,
    connected_since     timestamptz,
    connection_error    text,
    connection_error_at timestamptz,
    challenged_at       timestamptz,
    refused_why         text,
    refused_at          timestamptz
);
comment on table event_delivery is 'How events reach an organization: which replica holds its long connection and until when, and what was seen of its request URL. Holds no secret.';
comment on column event_delivery.held_until is 'By the clock of the database, as all replicas read it.';

alter table feishu_event add column open_department_id text;
comment on column feishu_event.open_id is 'Of the person it is about; null when it is about none.';
comment on column feishu_event.open_department_id is 'Of the department it is about; null when it is about none.';
-- Each organization is worked by one replica at a time, so what waits is looked for by organization.
drop index feishu_event_due;
create index feishu_event_waiting on feishu_event (organization_id, due_at) where worked_at is null;
create index feishu_event_received on feishu_event (organization_id, received_at);
