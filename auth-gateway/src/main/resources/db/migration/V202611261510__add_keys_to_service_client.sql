alter table service_client add column jwks text;
comment on column service_client.jwks is 'Public keys (JWK Set) of a client that proves itself by private_key_jwt; null: by client_secret_basic.';

create table client_assertion (
    client_id  text        not null references service_client on delete cascade,
    jti_hash   bytea       not null check (length(jti_hash) = 32),
    expires_at timestamptz not null,
    primary key (client_id, jti_hash)
);
comment on table client_assertion is 'SHA-256 of the jti of assertions clients have proven themselves with, until they would have expired: each is good once.';
create index client_assertion_expiry on client_assertion (expires_at);
