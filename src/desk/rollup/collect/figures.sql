-- The figures of a department from the lines of its registers: what this says is all that is worked out of them.
-- @IN@ is a list of files, @OUT@ a folder. Each file holds lines of figures alone, each of a register and a day once:
-- that was seen to before.

SET threads = 2;
SET memory_limit = '300MB';
SET temp_directory = '';
SET preserve_insertion_order = false;
SET enable_progress_bar = false;
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;

-- What is read in place is read once, and kept in columns.
COPY (
  SELECT register, coalesce(unit, 'No unit named') AS unit, CAST(substr(as_of, 1, 10) AS DATE) AS day, as_of,
    people, events, waiting, vanishing, overdue, unconfirmed, references_to_come,
    reports_unsent."0-7" + reports_unsent."8-30" + reports_unsent."31+" AS reports_unsent,
    reports_unsent."31+" AS reports_unsent_31,
    exceptional_uses, departures_open, departures_late, reviews_done, coalesce(reviews_missed, 0) AS reviews_missed,
    holds, requests_open, requests_late, damaged, missing, channels, reasons
  FROM read_json(@IN@, format = 'newline_delimited', maximum_object_size = 1048576, columns = {
    register: 'VARCHAR', unit: 'VARCHAR', as_of: 'VARCHAR', people: 'UINTEGER', events: 'UBIGINT',
    waiting: 'UINTEGER', vanishing: 'UINTEGER', overdue: 'UINTEGER', unconfirmed: 'UINTEGER',
    references_to_come: 'UINTEGER', reports_unsent: 'STRUCT("0-7" UINTEGER, "8-30" UINTEGER, "31+" UINTEGER)',
    exceptional_uses: 'UINTEGER', departures_open: 'UINTEGER', departures_late: 'UINTEGER',
    reviews_done: 'UINTEGER', reviews_missed: 'UINTEGER', holds: 'UINTEGER', requests_open: 'UINTEGER',
    requests_late: 'UINTEGER', damaged: 'BOOLEAN', missing: 'UINTEGER',
    channels: 'MAP(VARCHAR, UINTEGER)', reasons: 'MAP(VARCHAR, UINTEGER)'
  })
) TO '@OUT@/lines.parquet' (FORMAT parquet, ROW_GROUP_SIZE 50000);

CREATE VIEW lines AS SELECT * FROM read_parquet('@OUT@/lines.parquet');

-- The last line of each register; one without a line for a week before the newest day of all is silent.
CREATE TABLE newest AS
  SELECT register, max(day) AS day, (SELECT max(day) FROM lines) AS last_day FROM lines GROUP BY register;
CREATE TABLE latest AS
  SELECT lines.*, lines.day < newest.last_day - 7 AS silent FROM lines JOIN newest USING (register, day);

-- Units of fewer than five people are counted together, with the next smallest where they are still fewer than five.
CREATE TABLE groups AS
  WITH sizes AS (SELECT unit, sum(people) AS people FROM latest WHERE NOT silent GROUP BY unit),
  ordered AS (SELECT unit, people, coalesce(sum(people) OVER (
    ORDER BY people, unit ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM sizes)
  SELECT unit, CASE
    WHEN people < 5 OR (before > 0 AND before < 5) THEN 'Small units together'
    ELSE unit END AS shown
  FROM ordered;

CREATE VIEW reporting AS SELECT latest.*, groups.shown FROM latest JOIN groups USING (unit) WHERE NOT silent;

CREATE TABLE by_unit AS
  SELECT shown AS unit, count(*) AS registers, sum(people) AS people, sum(waiting) AS waiting, sum(vanishing) AS vanishing,
    sum(overdue) AS overdue, sum(unconfirmed) AS unconfirmed, sum(references_to_come) AS references_to_come,
    sum(reports_unsent) AS reports_unsent, sum(reports_unsent_31) AS reports_unsent_31,
    sum(exceptional_uses) AS exceptional_uses, sum(departures_open) AS departures_open,
    sum(departures_late) AS departures_late, sum(reviews_done) AS reviews_done, sum(reviews_missed) AS reviews_missed,
    sum(holds) AS holds, sum(requests_open) AS requests_open, sum(requests_late) AS requests_late
  FROM reporting GROUP BY shown;

-- Of days and units, as far as those are counted for themselves now; days on which fewer than five people are behind the
-- figures are left out.
CREATE TABLE by_day_and_unit AS
  SELECT day, coalesce(shown, 'Small units together') AS unit, count(*) AS registers, sum(people) AS people,
    sum(waiting) AS waiting, sum(vanishing) AS vanishing, sum(overdue) AS overdue, sum(unconfirmed) AS unconfirmed,
    sum(references_to_come) AS references_to_come, sum(reports_unsent) AS reports_unsent,
    sum(exceptional_uses) AS exceptional_uses, sum(departures_open) AS departures_open,
    sum(departures_late) AS departures_late, sum(reviews_done) AS reviews_done, sum(reviews_missed) AS reviews_missed,
    sum(holds) AS holds, sum(requests_open) AS requests_open, sum(requests_late) AS requests_late
  FROM lines LEFT JOIN groups USING (unit) GROUP BY ALL HAVING sum(people) >= 5;

CREATE TABLE by_day AS
  SELECT day, count(*) AS registers, sum(people) AS people, sum(waiting) AS waiting, sum(overdue) AS overdue,
    sum(unconfirmed) AS unconfirmed, sum(reports_unsent) AS reports_unsent, sum(exceptional_uses) AS exceptional_uses,
    sum(reviews_missed) AS reviews_missed
  FROM lines GROUP BY day HAVING sum(people) >= 5;

-- What needs a look, by register and never by person.
CREATE TABLE attention AS
  SELECT 4 AS sort, 'silent' AS what, register, unit, day, NULL::UBIGINT AS entries_before, NULL::UBIGINT AS entries
    FROM latest WHERE silent
  UNION ALL
  SELECT 1, 'fewer entries than before', register, unit, day, before, events FROM (
    SELECT register, unit, day, events, lag(events) OVER (PARTITION BY register ORDER BY day) AS before FROM lines
  ) WHERE before > events
  UNION ALL
  SELECT 2, 'damaged', register, unit, day, NULL, NULL FROM latest WHERE damaged
  UNION ALL
  SELECT 3, 'parts missing', register, unit, day, NULL, NULL FROM latest WHERE missing > 0;

-- Sums are wider than Parquet has whole numbers for.
COPY (SELECT day, unit, CAST(COLUMNS(* EXCLUDE (day, unit)) AS UBIGINT) FROM by_day_and_unit ORDER BY day, unit) TO '@OUT@/figures.parquet' (FORMAT parquet);
COPY (SELECT * FROM by_unit ORDER BY unit) TO '@OUT@/units.csv' (HEADER, DELIMITER ',');
COPY (SELECT * FROM by_day ORDER BY day) TO '@OUT@/days.csv' (HEADER, DELIMITER ',');
COPY (SELECT what, register, unit, day, entries_before, entries FROM attention ORDER BY sort, register, day)
  TO '@OUT@/attention.csv' (HEADER, DELIMITER ',');

-- The same for the page.
COPY (SELECT * FROM by_unit ORDER BY unit) TO '@OUT@/units.jsonl' (FORMAT json);
COPY (SELECT CAST(day AS VARCHAR) AS day, * EXCLUDE day FROM by_day ORDER BY day) TO '@OUT@/days.jsonl' (FORMAT json);
COPY (SELECT what, register, unit, CAST(day AS VARCHAR) AS day, entries_before, entries FROM attention
  ORDER BY sort, register, day) TO '@OUT@/attention.jsonl' (FORMAT json);
COPY (
  SELECT 'channel' AS of, key AS word, sum(value) AS items FROM (
    SELECT unnest(map_keys(channels)) AS key, unnest(map_values(channels)) AS value FROM reporting) GROUP BY key
  UNION ALL
  SELECT 'reason', key, sum(value) FROM (
    SELECT unnest(map_keys(reasons)) AS key, unnest(map_values(reasons)) AS value FROM reporting) GROUP BY key
  ORDER BY ALL
) TO '@OUT@/words.jsonl' (FORMAT json);
