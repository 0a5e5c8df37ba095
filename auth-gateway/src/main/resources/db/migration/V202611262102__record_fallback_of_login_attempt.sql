-- A client's bridge that does not answer is followed by the redirect: two attempts, one story.
alter table login_attempt
    add column continued_as uuid,
    drop constraint login_attempt_outcome_check,
    add constraint login_attempt_outcome_check
        check (outcome in ('started', 'signed_in', 'refused', 'abandoned', 'fell_back'));
comment on column login_attempt.continued_as is 'The attempt by redirect that followed a bridge that did not answer (fell_back).';
