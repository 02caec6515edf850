ALTER TABLE "case_words" ADD COLUMN "common_text" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "is_reporters_own" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "cases" SET "is_reporters_own" = true FROM "accounts"
 WHERE "accounts"."id" = "cases"."reporter_id" AND "accounts"."name" = "cases"."reporter_name" AND "cases"."reporter_phone" IS NULL;
