create table service_client (
    client_id  text primary key check (client_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    scope      text not null,
    built_in   boolean not null,
    created_at timestamptz not null,
    created_by text not null
);
comment on table service_client is 'Programs that may ask for service tokens, with the scopes (space separated) they may ask for.';

create table service_client_secret (
    client_id   text not null references service_client on delete cascade,
    secret_hash bytea not null check (length(secret_hash) = 32),
    created_at  timestamptz not null,
    expires_at  timestamptz,
    primary key (client_id, secret_hash)
);
comment on table service_client_secret is 'SHA-256 of the secrets a client may use: the newest, and for 24 h the one before it.';
create unique index service_client_secret_one_current on service_client_secret (client_id) where expires_at is null;
