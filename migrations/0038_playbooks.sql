CREATE SEQUENCE "public"."case_incidents" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "playbook_editions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"content" jsonb,
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
	CONSTRAINT "playbook_editions_command" UNIQUE("command_id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "incident" jsonb;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "playbook" jsonb;--> statement-breakpoint
CREATE INDEX "playbook_editions_code" ON "playbook_editions" USING btree ("code");