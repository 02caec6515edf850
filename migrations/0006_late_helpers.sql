-- Counters of late cases knew the case's own clock only; lists of late cases hold those too of which a helping unit alone
-- is late. Such cases are counted as late here, as their next facts would have them counted.
WITH late AS (
  SELECT s.case_id, s.area_code, c.level
    FROM statistic_contributions s JOIN cases c ON c.id = s.case_id
   WHERE c.is_open AND NOT c.overdue AND NOT c.sensitive
     AND jsonb_path_exists(c.co_units, '$[*] ? (@.clock.overdue == true)')
     AND NOT EXISTS (SELECT FROM unnest(s.counted) AS key WHERE key LIKE 'overdueByLevel|%')
), counted AS (
  UPDATE statistic_contributions s SET counted = s.counted || ('overdueByLevel||' || late.level)
    FROM late WHERE s.case_id = late.case_id
)
INSERT INTO statistic_counts AS known (area_code, metric, day, bucket, n)
SELECT left(late.area_code, digits), 'overdueByLevel', '', late.level, count(*)
  FROM late CROSS JOIN unnest(ARRAY[6, 9, 12]) AS digits
 WHERE length(late.area_code) >= digits
 GROUP BY 1, 4
ON CONFLICT (area_code, metric, day, bucket) DO UPDATE SET n = known.n + excluded.n;
