CREATE TABLE "clock_settings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"yellow_percent" integer NOT NULL,
	"orange_percent" integer NOT NULL,
	"rework_percent" integer NOT NULL,
	"extension_percent" integer NOT NULL,
	"effective_from" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"command_id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	CONSTRAINT "clock_settings_command" UNIQUE("command_id")
);
--> statement-breakpoint
ALTER TABLE "duty_hours" ADD COLUMN "command_id" uuid;--> statement-breakpoint
ALTER TABLE "duty_hours" ADD COLUMN "command_hash" text;--> statement-breakpoint
ALTER TABLE "clock_rules" ADD COLUMN "command_id" uuid;--> statement-breakpoint
ALTER TABLE "clock_rules" ADD COLUMN "command_hash" text;--> statement-breakpoint
CREATE INDEX "duty_hours_command" ON "duty_hours" USING btree ("command_id");--> statement-breakpoint
ALTER TABLE "clock_rules" ADD CONSTRAINT "clock_rules_command" UNIQUE("command_id");