ALTER TABLE "cases" ADD COLUMN "handled_by" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
-- A unit that was let off or has refused helps no more.
UPDATE cases SET co_unit_ids = ARRAY(
    SELECT (one ->> 'unitId')::uuid FROM jsonb_array_elements(co_units) WITH ORDINALITY AS units(one, place)
     WHERE one ->> 'state' NOT IN ('waived', 'refused') ORDER BY place)
 WHERE jsonb_path_exists(co_units, '$[*] ? (@.state == "waived" || @.state == "refused")');--> statement-breakpoint
-- Whoever worked on a case was forgotten when it went back to a desk; the timeline remembers.
WITH worked AS (
  SELECT case_id, array_agg(DISTINCT actor_id) AS ids FROM case_entries
   WHERE actor_id IS NOT NULL
     AND move IN ('sign', 'start', 'progress', 'finish', 'arrive', 'coSign', 'coFeedBack')
   GROUP BY case_id
)
UPDATE cases c SET handler_ids = ARRAY(SELECT DISTINCT id FROM unnest(c.handler_ids || worked.ids) AS known(id))
  FROM worked WHERE worked.case_id = c.id AND NOT worked.ids <@ c.handler_ids;--> statement-breakpoint
-- At work now is whoever has worked on a case that their unit still owns or helps with.
UPDATE cases c SET handled_by = found.at_work
  FROM (
    SELECT held.id, jsonb_agg(jsonb_build_object('accountId', a.id, 'unitId', a.unit_id) ORDER BY a.id) AS at_work
      FROM cases held JOIN accounts a ON a.id = ANY (held.handler_ids)
     WHERE a.unit_id = held.owner_unit_id OR a.unit_id = ANY (held.co_unit_ids)
     GROUP BY held.id
  ) found WHERE found.id = c.id;
