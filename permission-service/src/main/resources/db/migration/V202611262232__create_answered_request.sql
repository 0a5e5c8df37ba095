create table answered_request (
    caller text not null,
    idempotency_key text not null,
    fingerprint text not null,
    answered_at timestamptz not null,
    status integer not null,
    location text,
    etag text,
    body text not null,
    primary key (caller, idempotency_key)
);
comment on table answered_request is 'Answers to requests that came with an Idempotency-Key, written in the transaction of what they did, for a day.';
comment on column answered_request.fingerprint is 'SHA-256 of the method, the address and the body as understood, in hexadecimal.';
create index answered_request_age on answered_request (answered_at);
