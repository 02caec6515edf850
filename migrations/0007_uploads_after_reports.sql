DROP INDEX "uploads_account";--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "size_b" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "case_media" ADD COLUMN "told" text DEFAULT 'here' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_media" ADD COLUMN "named_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "arrived_b" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "touched_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "forget_at" timestamp(3) with time zone;--> statement-breakpoint
UPDATE "uploads" SET
  "touched_at" = coalesce("completed_at", "created_at"),
  "arrived_b" = case when "completed_at" is null then 0 else "size_b" end,
  "forget_at" = coalesce("completed_at" + interval '14 days', "created_at" + interval '1 day');--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "touched_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "case_media_awaited" ON "case_media" USING btree ("named_at") WHERE told <> 'here';--> statement-breakpoint
CREATE INDEX "uploads_forget" ON "uploads" USING btree ("forget_at") WHERE forget_at is not null;--> statement-breakpoint
CREATE INDEX "uploads_account" ON "uploads" USING btree ("account_id") WHERE forget_at is not null;
