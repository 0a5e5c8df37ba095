create table directory_position (
    consumer_group text not null,
    topic text not null,
    partition integer not null,
    position bigint not null,
    as_of timestamptz not null,
    primary key (consumer_group, topic, partition)
);
comment on table directory_position is 'How far the directory''s topics have been applied, noted by the replica that reads the partition, for all of them. position: the next offset. as_of: everything told until then is applied; 1970 if nothing is known.';
