create table rsa_signing_key (
    kid           text primary key,
    encrypted_jwk bytea not null,
    status        text not null check (status in ('next', 'active', 'retired')),
    created_at    timestamptz not null,
    activated_at  timestamptz,
    retired_at    timestamptz,
    check (status = 'next' or activated_at is not null),
    check ((status = 'retired') = (retired_at is not null))
);
create unique index rsa_signing_key_one_active on rsa_signing_key (status) where status = 'active';
create unique index rsa_signing_key_one_next on rsa_signing_key (status) where status = 'next';
comment on table rsa_signing_key is 'RS256 keys ID tokens and logout tokens are signed with, beside signing_key, whose every row an older version takes for ES256. encrypted_jwk is the private JWK, bound to signing_key/<kid>. All rows are in the JWKS.';
