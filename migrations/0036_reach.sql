CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reach_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"text" text,
	"at" timestamp(3) with time zone NOT NULL,
	"next_at" timestamp(3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp(3) with time zone,
	"failed_at" timestamp(3) with time zone,
	"fault" text,
	"reference" text
);
--> statement-breakpoint
CREATE TABLE "reach_persons" (
	"reach_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"reader" text NOT NULL,
	"rank" integer NOT NULL,
	"told_at" timestamp(3) with time zone,
	"notification_id" uuid NOT NULL,
	CONSTRAINT "reach_persons_reach_id_account_id_pk" PRIMARY KEY("reach_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "reach_rungs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"command_id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	CONSTRAINT "reach_rungs_command" UNIQUE("command_id")
);
--> statement-breakpoint
CREATE TABLE "reaches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"case_number" text NOT NULL,
	"task" text NOT NULL,
	"cause" text NOT NULL,
	"case_version" integer NOT NULL,
	"level" text NOT NULL,
	"unit_id" uuid,
	"since" timestamp(3) with time zone NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"next_at" timestamp(3) with time zone,
	"named_at" timestamp(3) with time zone,
	"spent_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"end_kind" text,
	"end_move" text,
	"ended_by_name" text
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "received_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_reach_id_reaches_id_fk" FOREIGN KEY ("reach_id") REFERENCES "public"."reaches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reach_persons" ADD CONSTRAINT "reach_persons_reach_id_reaches_id_fk" FOREIGN KEY ("reach_id") REFERENCES "public"."reaches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("reach_id","account_id","channel");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","next_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "reaches_once" ON "reaches" USING btree ("case_id","task","cause");--> statement-breakpoint
CREATE INDEX "reaches_case" ON "reaches" USING btree ("case_id","since");--> statement-breakpoint
CREATE INDEX "reaches_due" ON "reaches" USING btree ("next_at") WHERE next_at is not null;