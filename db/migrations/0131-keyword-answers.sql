-- What is answered to HELP over a line where the company does not answer, by language; and when the company last said that
-- it had answered a keyword itself.
alter table lines add column help_texts jsonb not null default '{}', add column company_answered_at timestamptz;

update lines
set help_texts = jsonb_build_object('en', settings ->> 'helpText', 'es', settings ->> 'helpText'),
  settings = settings - 'helpText'
where settings ? 'helpText';
