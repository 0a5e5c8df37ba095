create table access_request (
    access_request_id uuid primary key,
    org_id text not null,
    app_id text not null,
    organization_id uuid not null,
    member_id uuid not null,
    reason text not null check (char_length(reason) between 1 and 500),
    status text not null check (status in ('open', 'approved', 'declined', 'closed')),
    asked_at timestamptz not null,
    decided_at timestamptz,
    decided_by text,
    note text check (char_length(note) between 1 and 500),
    role text,
    valid_until timestamptz,
    grant_id uuid,
    check ((status = 'open') = (decided_at is null)),
    check ((status = 'open') = (decided_by is null)),
    check ((status = 'approved') = (grant_id is not null))
);
comment on table access_request is 'What refused members asked for, and what became of it. The grant of an approved one may be gone since.';
create unique index access_request_one_open on access_request (org_id, app_id, organization_id, member_id) where status = 'open';
create index access_request_application on access_request (org_id, app_id, access_request_id);
create index access_request_status on access_request (org_id, app_id, status, access_request_id);
create index access_request_member on access_request (organization_id, member_id, access_request_id);
create index access_request_decided on access_request (decided_at) where decided_at is not null;
create index access_request_asked on access_request (asked_at) where status = 'open';
