-- What the company of a line takes for one segment, as somebody has read it in their contract. Null: nobody has said.
alter table lines add column price_per_segment numeric(12, 6) check (price_per_segment > 0);
alter table lines add column price_currency text check (price_currency ~ '^[A-Z]{3}$');
alter table lines add check ((price_per_segment is null) = (price_currency is null));
