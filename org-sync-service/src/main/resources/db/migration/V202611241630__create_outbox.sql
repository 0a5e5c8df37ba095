create table outbox (
    sequence bigint generated always as identity primary key,
    topic text not null,
    key text not null,
    value text not null
);
comment on table outbox is 'Events written with their change and not yet acknowledged by Kafka.';
