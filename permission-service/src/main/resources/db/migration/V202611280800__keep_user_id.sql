-- How Feishu names a member within the company, for the session's claims. Members known before get theirs with their next change or a rebuild.
alter table member add column user_id text;
alter table rebuilt_member add column user_id text;
