create table outbox (
    sequence bigint generated always as identity primary key,
    topic text not null,
    key text not null,
    value text not null
);
comment on table outbox is 'Events written with their change and not yet acknowledged by Kafka.';

create table decision_record (
    decision_id uuid primary key,
    at timestamptz not null,
    request_id text not null,
    caller text not null,
    org_id text not null,
    app_id text not null,
    organization_id uuid,
    member_id uuid,
    subject_type text not null,
    subject_id text not null,
    action text not null,
    decision boolean not null,
    reason text not null
);
comment on table decision_record is 'Every refusal: who asked about whom, and why it was refused.';
create index decision_record_application on decision_record (org_id, app_id, decision_id);
create index decision_record_member on decision_record (org_id, app_id, member_id, decision_id);

create table change_record (
    change_id uuid primary key,
    at timestamptz not null,
    request_id text not null,
    caller text not null,
    org_id text not null,
    app_id text not null,
    kind text not null,
    subject_id text not null,
    before jsonb,
    after jsonb
);
comment on table change_record is 'Every change of a role or a grant: who made it, what was before and after.';
create index change_record_application on change_record (org_id, app_id, change_id);
