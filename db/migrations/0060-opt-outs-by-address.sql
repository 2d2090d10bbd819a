-- Each STOP asks whether they have come back since. A START that ended nothing is a row that ended when it began.
create index opt_outs_by_address on opt_outs (team_id, address, ended_at) where ended_at is not null;
