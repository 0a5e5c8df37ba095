create table signing_key (
    kid           text primary key,
    encrypted_jwk bytea not null,
    status        text not null check (status in ('next', 'active', 'retired')),
    created_at    timestamptz not null,
    activated_at  timestamptz,
    retired_at    timestamptz,
    check (status = 'next' or activated_at is not null),
    check ((status = 'retired') = (retired_at is not null))
);
create unique index signing_key_one_active on signing_key (status) where status = 'active';
create unique index signing_key_one_next on signing_key (status) where status = 'next';
comment on table signing_key is 'ES256 keys our tokens are signed with. encrypted_jwk is the private JWK, bound to signing_key/<kid>. All rows are in the JWKS.';

create table revoked_service_token (
    jti        uuid primary key,
    expires_at timestamptz not null
);
comment on table revoked_service_token is 'Service tokens their client revoked, until they would have expired anyway.';
