-- By what HEARBACK_SECRET the secrets in this database were locked: derived from it, and no way back. One row for ever.

create table secret_fingerprint (
  is_ours boolean primary key check (is_ours),
  fingerprint text not null
);
