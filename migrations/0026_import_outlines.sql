ALTER TABLE "imports" ADD COLUMN "system" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "suggestion" jsonb;