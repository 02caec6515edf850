CREATE TABLE "kind_amendments" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"change" jsonb NOT NULL,
	"effective_from" text NOT NULL,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_by_id" uuid NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"command_id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	"withdrawn_by" text,
	"withdrawn_by_id" uuid,
	"withdrawn_at" timestamp(3) with time zone,
	"withdrawn_why" text,
	CONSTRAINT "kind_amendments_command" UNIQUE("command_id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "kind_names" jsonb;--> statement-breakpoint
CREATE INDEX "kind_amendments_code" ON "kind_amendments" USING btree ("code");