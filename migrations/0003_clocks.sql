CREATE TABLE "duty_hours" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"season" jsonb NOT NULL,
	"windows" jsonb NOT NULL,
	"effective_from" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty_years" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"holidays" text[] NOT NULL,
	"make_up_workdays" text[] NOT NULL,
	"notice" text,
	"imported_by" text NOT NULL,
	"imported_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock_ledger" (
	"case_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"ordinal" integer NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"move" text NOT NULL,
	"unit" text NOT NULL,
	"adds_ms" bigint NOT NULL,
	"used_ms" bigint NOT NULL,
	"due_at" timestamp(3) with time zone,
	CONSTRAINT "clock_ledger_case_id_stage_ordinal_place_pk" PRIMARY KEY("case_id","stage","ordinal","place")
);
--> statement-breakpoint
CREATE TABLE "clock_thresholds" (
	"case_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"ordinal" integer NOT NULL,
	"edition" integer NOT NULL,
	"percent" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"fired_at" timestamp(3) with time zone,
	"fired_version" integer,
	CONSTRAINT "clock_thresholds_case_id_stage_ordinal_edition_percent_pk" PRIMARY KEY("case_id","stage","ordinal","edition","percent")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reader_id" uuid NOT NULL,
	"reader" text NOT NULL,
	"case_id" uuid NOT NULL,
	"case_version" integer NOT NULL,
	"case_number" text NOT NULL,
	"stage" text NOT NULL,
	"percent" integer NOT NULL,
	"card" text,
	"due_at" timestamp(3) with time zone NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"seen_at" timestamp(3) with time zone
);
--> statement-breakpoint
DROP INDEX "deadlines_unmarked";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "yellow_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "orange_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "card" text;--> statement-breakpoint
ALTER TABLE "clock_rules" ADD COLUMN "made_by" text;--> statement-breakpoint
ALTER TABLE "clock_rules" ADD COLUMN "made_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "clock_rules" ADD COLUMN "ended_by" text;--> statement-breakpoint
ALTER TABLE "clock_rules" ADD COLUMN "ended_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "yellow_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "orange_at" timestamp(3) with time zone;--> statement-breakpoint
-- Clocks begun before there was a ledger: their lights turn by the wall clock, their limit is that of the rule.
UPDATE "deadlines" SET
	"yellow_at" = "started_at" + ("due_at" - "started_at") * 0.7,
	"orange_at" = "started_at" + ("due_at" - "started_at") * 0.9;--> statement-breakpoint
ALTER TABLE "deadlines" ALTER COLUMN "yellow_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ALTER COLUMN "orange_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "paused_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "duty_years_year" ON "duty_years" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "clock_ledger_stops" ON "clock_ledger" USING btree ("stage","at") WHERE kind = 'stop';--> statement-breakpoint
CREATE INDEX "clock_thresholds_due" ON "clock_thresholds" USING btree ("due_at") WHERE fired_at is null;--> statement-breakpoint
CREATE INDEX "clock_thresholds_fired" ON "clock_thresholds" USING btree ("case_id","fired_version");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("case_id","case_version","reader_id");--> statement-breakpoint
CREATE INDEX "notices_reader" ON "notices" USING btree ("reader_id","id");--> statement-breakpoint
CREATE INDEX "notices_unseen" ON "notices" USING btree ("reader_id") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "deadlines_stage" ON "deadlines" USING btree ("stage","started_at");--> statement-breakpoint
CREATE INDEX "deadlines_running" ON "deadlines" USING btree ("due_at") WHERE stopped_at is null;--> statement-breakpoint
INSERT INTO "clock_ledger" ("case_id", "stage", "ordinal", "place", "kind", "at", "version", "move", "unit", "adds_ms", "used_ms", "due_at")
SELECT "case_id", "stage", "ordinal", 0, 'start', "started_at", "ordinal",
	coalesce((SELECT "move" FROM "case_entries" WHERE "case_entries"."case_id" = "deadlines"."case_id" AND "case_entries"."version" = "ordinal"), 'report'),
	"rule"->>'unit',
	CASE "rule"->>'unit'
		WHEN 'wd' THEN round(("rule"->>'amount')::numeric * "percent" / 100 * 27000000)
		WHEN 'wh' THEN round(("rule"->>'amount')::numeric * "percent" / 100 * 3600000)
		ELSE round(extract(epoch FROM "due_at" - "started_at") * 1000)
	END, 0, "due_at"
FROM "deadlines";--> statement-breakpoint
INSERT INTO "clock_thresholds" ("case_id", "stage", "ordinal", "edition", "percent", "due_at")
SELECT "case_id", "stage", "ordinal", 0, 100, "due_at" FROM "deadlines"
WHERE "stopped_at" IS NULL AND "overdue_at" IS NULL;--> statement-breakpoint
UPDATE "cases" SET "yellow_at" = "shown"."yellow_at", "orange_at" = "shown"."orange_at" FROM "deadlines" "shown"
WHERE "shown"."case_id" = "cases"."id" AND "shown"."stage" = "cases"."stage" AND "shown"."stopped_at" IS NULL;
