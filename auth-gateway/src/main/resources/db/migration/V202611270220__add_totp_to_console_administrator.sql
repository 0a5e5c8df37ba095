alter table console_administrator
    add column totp_secret    bytea,
    add column totp_enabled   boolean not null default false,
    add column totp_last_step bigint,
    add check (not totp_enabled or totp_secret is not null);
comment on column console_administrator.totp_secret is 'Encrypted; not yet in use unless totp_enabled.';
comment on column console_administrator.totp_last_step is 'The time step of the last code taken (RFC 6238 section 5.2); it and those before are taken no more.';

create table console_recovery_code (
    username  text  not null references console_administrator on delete cascade,
    code_hash bytea not null,
    primary key (username, code_hash)
);
comment on table console_recovery_code is 'SHA-256 of the codes that stand for one of the second factor, once each; a used one is gone.';
