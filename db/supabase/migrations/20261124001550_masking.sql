-- Masking: identity and phone numbers are not kept in free text unless the writer says that they are none.
-- The one thing we rather lose than keep. components/rules/masking.py and mask.js are its friendly twins; all
-- three run through one table of cases. save_field (answers) calls it, so no page and no direct call gets past.

create function private.harmless_numbers()
  returns text[] language sql immutable set search_path = ''
as $$
  select array[
    '(?<![a-z])(?:rp|idr|rupiah)[.:]?[ \u00a0]{0,3}' || number || '(?![0-9])',
    '(?<![0-9])(?<![0-9][.,])' || number || '[ \u00a0]{0,3}(?:rupiah|rp|idr)(?![a-z]|[.:]?[ \u00a0]{0,3}[0-9#])',
    '(?<![0-9])(?<![0-9][.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])(?!\.[0-9])',
    '(?<![0-9])(?<![0-9][-.])(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])(?![-.][0-9])',
    '(?<![0-9])(?<![0-9][-.])[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}(?![0-9])(?![-.][0-9])']
    from (values ('(?:[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,3}(?:[ \u00a0][0-9]{3})+|[0-9]+)(?:,[0-9]{1,2}|,-)?')) as written (number)
$$;
comment on function private.harmless_numbers is 'Amounts of money and dates: numbers that are none of a person, however long.';

create function private.without_harmless_numbers(p_text text)
  returns text language plpgsql immutable set search_path = ''
as $$
declare
  v_pattern text;
  v_from    int;
  v_to      int;
begin
  foreach v_pattern in array private.harmless_numbers() loop
    v_to := 1;
    loop
      v_from := regexp_instr(p_text, v_pattern, v_to, 1, 0, 'i');
      exit when coalesce(v_from, 0) = 0; -- of no text there is no place
      v_to := regexp_instr(p_text, v_pattern, v_to, 1, 1, 'i');
      p_text := overlay(p_text placing regexp_replace(substr(p_text, v_from, v_to - v_from), '[0-9]', '#', 'g')
                        from v_from for v_to - v_from);
    end loop;
  end loop;
  return p_text;
end $$;
comment on function private.without_harmless_numbers is 'The text, equally long, with a # for each digit of an amount or a date.';

create function private.is_identity_number(p_groups text[])
  returns boolean language sql immutable set search_path = ''
as $$
  select case
           when char_length(digits) in (16, 18) then exists (select from unnest(p_groups) as part where part !~ '^(?:19|20)[0-9]{2}$')
           when char_length(p_groups[1]) < case when p_groups[1] like '62%' then 2 else 3 end then false
           else digits ~ '^(?:0|62)8[1-9][0-9]{6,10}$' or digits ~ '^0[2-79][0-9]{7,9}$'
         end
    from array_to_string(p_groups, '') as digits
$$;
comment on function private.is_identity_number is 'Whether these groups of digits are a NIK, KK (16), NIP (18) or a phone number of Indonesia. Four years are none.';

create function private.identity_numbers(p_text text)
  returns table (starts_at int, extent int, digits text) language plpgsql immutable set search_path = ''
as $$
declare
  c_fewest constant int := 9;
  v_gaps   text[];
  v_groups text[];
  v_starts int[] := '{}';
  v_place  int := 1;
  v_first  int := 1;
  v_last   int;
begin
  if char_length(regexp_replace(p_text, '[^0-9]', '', 'g')) < c_fewest then
    return;
  end if;
  select coalesce(array_agg(part[1] order by at), '{}'), coalesce(array_agg(part[2] order by at), '{}') into v_gaps, v_groups
    from regexp_matches(private.without_harmless_numbers(p_text), '([^0-9]*)([0-9]+)', 'g') with ordinality as listed (part, at);
  for v_at in 1 .. cardinality(v_groups) loop
    v_starts := v_starts || v_place + char_length(v_gaps[v_at]);
    v_place := v_starts[v_at] + char_length(v_groups[v_at]);
  end loop;
  while v_first <= cardinality(v_groups) loop
    v_last := null;
    for v_at in v_first .. least(v_first + 8, cardinality(v_groups)) loop
      exit when v_at > v_first and v_gaps[v_at] !~ '^(?: ?[-–‑] ?|[. \u00a0]|\) ?| ?\()$';
      exit when char_length(array_to_string(v_groups[v_first:v_at], '')) > 18;
      if private.is_identity_number(v_groups[v_first:v_at]) then
        v_last := v_at;
      end if;
    end loop;
    if v_last is not null then
      starts_at := v_starts[v_first];
      extent := v_starts[v_last] + char_length(v_groups[v_last]) - starts_at;
      digits := array_to_string(v_groups[v_first:v_last], '');
      return next;
    end if;
    v_first := coalesce(v_last, v_first) + 1;
  end loop;
end $$;
comment on function private.identity_numbers is 'Where identity and phone numbers stand in a text, the longest that begins at each place.';

create function private.masked(p_text text, p_cleared text[] default '{}')
  returns text language plpgsql immutable set search_path = ''
as $$
declare
  v_number record;
begin
  for v_number in select * from private.identity_numbers(p_text) loop
    if not v_number.digits = any (p_cleared) then
      p_text := overlay(p_text placing regexp_replace(substr(p_text, v_number.starts_at, v_number.extent), '[0-9]', '•', 'g')
                        from v_number.starts_at for v_number.extent);
    end if;
  end loop;
  return p_text;
end $$;
comment on function private.masked is 'The text with a dot for each digit of an identity number, but for those that were cleared (their digits alone).';

create function private.masked_row(p_row jsonb, p_cleared text[])
  returns jsonb language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, case when jsonb_typeof(value) = 'string' then to_jsonb(private.masked(value #>> '{}', p_cleared)) else value end), '{}')
    from jsonb_each(p_row)
$$;

create function private.cleared_numbers(p_given jsonb, p_field text)
  returns text[] language plpgsql immutable set search_path = ''
as $$
begin
  if p_given is null or p_given = 'null' then
    return '{}';
  elsif jsonb_typeof(p_given) <> 'array' or jsonb_array_length(p_given) > 20
        or exists (select from jsonb_array_elements(p_given) as one where jsonb_typeof(one) <> 'string' or one #>> '{}' !~ '^[0-9]{9,18}$') then
    perform private.refuse('PT422', 'field_invalid', p_field);
  end if;
  return array(select jsonb_array_elements_text(p_given));
end $$;
comment on function private.cleared_numbers is 'The numbers of which the writer says that they are no identity numbers, 20 at most. Raises field_invalid.';

create function private.masked_value(p_question app.question, p_value jsonb, p_cleared text[])
  returns jsonb language sql immutable set search_path = ''
as $$
  select case
           when p_question.kind in ('short_text', 'long_text') and jsonb_typeof(p_value) = 'string'
             then to_jsonb(private.masked(p_value #>> '{}', p_cleared))
           when p_question.kind = 'table' and jsonb_typeof(p_value) = 'array'
             then (select coalesce(jsonb_agg(private.masked_row(entry, p_cleared) order by at), '[]')
                     from jsonb_array_elements(p_value) with ordinality as listed (entry, at))
           else p_value
         end
$$;
comment on function private.masked_value is 'A value as it may be kept: typed text is masked, in the rows of a table as well.';

create function private.still_there(p_cleared text[], p_value jsonb)
  returns text[] language sql immutable set search_path = ''
as $$
  select case
           when p_cleared = '{}' then p_cleared
           else array(select distinct digits from private.identity_numbers(p_value #>> '{}') where digits = any (p_cleared))
         end
$$;
comment on function private.still_there is 'Of the cleared numbers those that the value still holds: the others are forgotten.';
