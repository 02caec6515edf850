CREATE TABLE "grid_check_rounds" (
	"id" integer PRIMARY KEY NOT NULL,
	"asked_at" timestamp(3) with time zone,
	"begun_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"areas_epoch" text
);
--> statement-breakpoint
CREATE TABLE "grid_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_code" text NOT NULL,
	"rank" smallint NOT NULL,
	"subject" text NOT NULL,
	"village_code" text NOT NULL,
	"others" text[] NOT NULL,
	"measure" double precision,
	"pieces" jsonb NOT NULL,
	"found_at" timestamp(3) with time zone NOT NULL,
	"checked_at" timestamp(3) with time zone NOT NULL,
	"waived_at" timestamp(3) with time zone,
	"mended_at" timestamp(3) with time zone,
	"due_on" date NOT NULL,
	"note" text,
	"changed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "grid_findings_standing" ON "grid_findings" USING btree ("check_code","subject","others") WHERE mended_at is null;--> statement-breakpoint
CREATE INDEX "grid_findings_village" ON "grid_findings" USING btree ("village_code" text_pattern_ops,"rank","due_on","id");--> statement-breakpoint
CREATE INDEX "grid_findings_list" ON "grid_findings" USING btree ("rank","due_on","id") WHERE mended_at is null;