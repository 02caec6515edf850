CREATE TABLE "statistic_rebuilds" (
	"id" smallint PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"last" text NOT NULL,
	"done" bigint NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "cases_open_due";--> statement-breakpoint
DROP INDEX "cases_open_status";--> statement-breakpoint
CREATE INDEX "cases_by_due" ON "cases" USING btree (coalesce("due_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "cases_by_level" ON "cases" USING btree ("level_rank",coalesce("due_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "cases_status" ON "cases" USING btree ("status","opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_category" ON "cases" USING btree ("category_code","opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_source" ON "cases" USING btree ("source_code","opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_grave" ON "cases" USING btree ("level","opened_at","id") WHERE level in ('red', 'orange', 'yellow');--> statement-breakpoint
CREATE INDEX "cases_stage" ON "cases" USING btree ("stage","opened_at","id") WHERE stage is not null;--> statement-breakpoint
CREATE INDEX "cases_sensitive" ON "cases" USING btree ("opened_at","id") WHERE sensitive;--> statement-breakpoint
CREATE INDEX "cases_late" ON "cases" USING btree ("opened_at","id") WHERE overdue or jsonb_path_exists(co_units, '$[*] ? (@.clock.overdue == true)');--> statement-breakpoint
CREATE INDEX "cases_handled_late" ON "cases" USING btree ("opened_at","id") WHERE late_stages && '{handling}'::text[];--> statement-breakpoint
CREATE INDEX "cases_joint" ON "cases" USING btree ("opened_at","id") WHERE cardinality(co_unit_ids) > 0;--> statement-breakpoint
CREATE INDEX "cases_extension" ON "cases" USING btree ("opened_at","id") WHERE extension is not null;--> statement-breakpoint
CREATE INDEX "cases_escalated" ON "cases" USING btree ("opened_at","id") WHERE jsonb_array_length(escalated_from) > 0;--> statement-breakpoint
CREATE INDEX "cases_supervised" ON "cases" USING btree ("opened_at","id") WHERE supervision is not null;--> statement-breakpoint
CREATE INDEX "cases_instructed" ON "cases" USING btree ("opened_at","id") WHERE instructed;--> statement-breakpoint
CREATE INDEX "cases_reopened" ON "cases" USING btree ("opened_at","id") WHERE reopen_count > 0;--> statement-breakpoint
CREATE INDEX "statistic_contributions_area" ON "statistic_contributions" USING btree ("area_code");