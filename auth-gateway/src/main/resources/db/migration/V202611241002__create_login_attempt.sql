create table login_attempt (
    attempt_id      uuid        primary key,
    org_id          text        not null,
    app_id          text        not null,
    organization_id text,
    mode            text        not null,
    started_at      timestamptz not null,
    returned_at     timestamptz not null,
    outcome         text        not null check (outcome in ('signed_in', 'refused', 'abandoned')),
    problem         text,
    open_id         text,
    request_id      text        not null
);
comment on table login_attempt is 'Sign-ins that came back from Feishu and how they ended, for administrators who are asked why.';
create index login_attempt_application on login_attempt (org_id, app_id, attempt_id desc);
