create table session (
    sid                  uuid        primary key,
    org_id               text        not null,
    app_id               text        not null,
    organization_id      text        not null,
    member_id            text        not null,
    name                 text,
    picture              text,
    roles                text[]      not null,
    amr                  text[]      not null,
    open_id              text        not null,
    union_id             text,
    user_id              text,
    tenant_key           text        not null,
    device               text,
    address              text,
    login_state_hash     bytea       unique,
    auth_time            timestamptz not null,
    created_at           timestamptz not null,
    last_seen_at         timestamptz not null,
    idle_expires_at      timestamptz not null,
    absolute_expires_at  timestamptz not null,
    tokens_issued_before timestamptz,
    ended_at             timestamptz,
    end_reason           text,
    check ((ended_at is null) = (end_reason is null))
);
comment on table session is 'One member signed in to one application on one device; ended rows stay as the record of it.';
create index session_live_member on session (org_id, app_id, member_id) where ended_at is null;
create index session_by_application on session (org_id, app_id, sid desc);

create table refresh_token (
    hash       bytea       primary key,
    sid        uuid        not null references session on delete cascade,
    created_at timestamptz not null,
    used_at    timestamptz
);
comment on table refresh_token is 'SHA-256 of every refresh token of a session; one without used_at is the current one, using another ends the session.';
create index refresh_token_sid on refresh_token (sid);

create table session_event (
    sequence   bigint generated always as identity primary key,
    sid        text        not null,
    event      text        not null,
    created_at timestamptz not null default now()
);
comment on table session_event is 'Outbox: events on their way to the topic jit.auth.sessions, deleted once Kafka has them.';

create table access_loss (
    id              bigint generated always as identity primary key,
    org_id          text        not null,
    app_id          text        not null,
    organization_id text,
    member_id       text,
    received_at     timestamptz not null
);
comment on table access_loss is 'Losses of access of the last minutes, so that a sign-in decided just before one does not outlive it.';
create index access_loss_application on access_loss (org_id, app_id, received_at);
