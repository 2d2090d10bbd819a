-- When the plan by which a round was asked was made: whoever's time was over by then is not asked in it. Null for one
-- that was begun by hand. The question's own may change while the round fills.
alter table rounds add column planned_at timestamptz;
update rounds set planned_at = questions.planned_at from questions
where questions.team_id = rounds.team_id and questions.id = rounds.question_id and rounds.state = 'filling'
  and rounds.all_at is null;
