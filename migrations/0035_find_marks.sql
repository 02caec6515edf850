ALTER TABLE "case_words" ADD COLUMN "reporter_text" text;--> statement-breakpoint
ALTER TABLE "case_words" ADD COLUMN "reporter_tail" text;--> statement-breakpoint
ALTER TABLE "case_words" ADD COLUMN "marks" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
CREATE INDEX "case_words_marks" ON "case_words" USING gin ("marks");--> statement-breakpoint
CREATE FUNCTION case_unit_mark(uuid) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT ('x' || right($1::text, 7))::bit(28)::integer
$$;--> statement-breakpoint
CREATE FUNCTION case_notice_mark(text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (1 << 28) + substring($1 from '[0-9]{1,8}$')::integer
$$;--> statement-breakpoint
CREATE FUNCTION mark_case_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE case_words
     SET marks = array(
           SELECT DISTINCT mark
             FROM unnest(marks || case_unit_mark(NEW.owner_unit_id) || case_notice_mark(NEW.supervision ->> 'number')
                         || array(SELECT case_unit_mark(unit_id) FROM unnest(NEW.co_unit_ids) AS unit_id)) AS mark
            WHERE mark IS NOT NULL)
   WHERE case_id = NEW.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER cases_marked AFTER UPDATE OF owner_unit_id, co_unit_ids, supervision ON cases FOR EACH ROW
  WHEN (OLD.owner_unit_id IS DISTINCT FROM NEW.owner_unit_id OR OLD.co_unit_ids IS DISTINCT FROM NEW.co_unit_ids
        OR OLD.supervision ->> 'number' IS DISTINCT FROM NEW.supervision ->> 'number')
  EXECUTE FUNCTION mark_case_words();
