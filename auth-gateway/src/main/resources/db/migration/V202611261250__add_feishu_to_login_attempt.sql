alter table login_attempt
    add column feishu_code     bigint,
    add column feishu_log_id   text,
    add column feishu_help_url text;
comment on column login_attempt.feishu_code is 'What Feishu said when it refused; 0 where it named a log id and nothing else that was understood.';
