create table openid_authorization (
    authorization_id uuid        primary key,
    client_id        text        not null references service_client on delete cascade,
    sid              uuid        not null references session on delete cascade,
    scope            text        not null,
    nonce            text,
    redirect_uri     text        not null,
    code_challenge   text,
    code_hash        bytea       not null unique check (length(code_hash) = 32),
    created_at       timestamptz not null,
    code_expires_at  timestamptz not null,
    redeemed_at      timestamptz,
    revoked_at       timestamptz
);
comment on table openid_authorization is 'What a session has given a relying party: one code, kept as SHA-256 and good once, and all tokens that come of it.';
create index openid_authorization_sid on openid_authorization (sid);
create index openid_authorization_client on openid_authorization (client_id);

create table openid_refresh_token (
    hash             bytea       primary key check (length(hash) = 32),
    authorization_id uuid        not null references openid_authorization on delete cascade,
    created_at       timestamptz not null,
    used_at          timestamptz
);
comment on table openid_refresh_token is 'SHA-256 of every refresh token of a relying party; using one with used_at revokes its authorization.';
create index openid_refresh_token_authorization on openid_refresh_token (authorization_id);

create table openid_backchannel_logout (
    logout_id       uuid        primary key,
    client_id       text        not null,
    uri             text        not null,
    sid             uuid        not null,
    member_id       text        not null,
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    next_attempt_at timestamptz not null
);
comment on table openid_backchannel_logout is 'Outbox: relying parties that are still to be told that a session has ended; deleted once they know.';
create index openid_backchannel_logout_next on openid_backchannel_logout (next_attempt_at);

create index session_live_expiry on session (least(idle_expires_at, absolute_expires_at)) where ended_at is null;
