CREATE TABLE "statistic_stamps" (
	"area_code" text PRIMARY KEY NOT NULL,
	"stamp" uuid NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION statistic_counts_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO statistic_stamps (area_code, stamp)
  SELECT left(area_code, digits) AS area, gen_random_uuid()
    FROM (SELECT DISTINCT area_code FROM moved) AS areas CROSS JOIN unnest(array[6, 9, 12]) AS digits
   WHERE length(area_code) >= digits
   GROUP BY area ORDER BY area
  ON CONFLICT (area_code) DO UPDATE SET stamp = excluded.stamp;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER statistic_counts_added AFTER INSERT ON statistic_counts
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION statistic_counts_moved();--> statement-breakpoint
CREATE TRIGGER statistic_counts_changed AFTER UPDATE ON statistic_counts
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION statistic_counts_moved();--> statement-breakpoint
CREATE TRIGGER statistic_counts_removed AFTER DELETE ON statistic_counts
  REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION statistic_counts_moved();
