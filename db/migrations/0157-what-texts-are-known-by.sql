-- By what a text was told to the search: while that is the same, its words are. Null is told anew at the text's next change.
alter table search_texts add column made_of bigint;
