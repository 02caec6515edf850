CREATE SEQUENCE "public"."case_notices" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "master_id" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "merged_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "co_units" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "extension" jsonb;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "extension_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "suspension" jsonb;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "escalated_from" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "supervision" jsonb;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "finding" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "urge_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "reporter_urged_on" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "instructed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "reopen_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "sampled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "satisfaction" text;--> statement-breakpoint
CREATE INDEX "cases_master" ON "cases" USING btree ("master_id") WHERE master_id is not null;--> statement-breakpoint
CREATE INDEX "cases_called_back" ON "cases" USING btree ("due_at") WHERE status = 'closed' and sampled;--> statement-breakpoint
CREATE INDEX "cases_untended" ON "cases" USING btree ("updated_at") WHERE status in ('selfDone', 'closed') and not sampled;