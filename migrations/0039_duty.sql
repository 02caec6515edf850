CREATE TABLE "case_presences" (
	"case_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_acting" boolean NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"until" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "case_presences_case_id_account_id_pk" PRIMARY KEY("case_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "duty_hand_overs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"given_by_id" uuid NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	"since" timestamp(3) with time zone,
	"notes" text NOT NULL,
	"command_hash" text NOT NULL,
	"body_version" integer NOT NULL,
	"counts" jsonb NOT NULL,
	"cases" jsonb NOT NULL,
	"taken_by_id" uuid,
	"taken_by" text,
	"taken_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "duty_stints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"post" text NOT NULL,
	"name" text NOT NULL,
	"account_id" uuid,
	"phone" text,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"command_id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	"removed_by" text,
	"removed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE INDEX "case_presences_until" ON "case_presences" USING btree ("until");--> statement-breakpoint
CREATE INDEX "duty_hand_overs_unit" ON "duty_hand_overs" USING btree ("unit_id","id");--> statement-breakpoint
CREATE INDEX "duty_hand_overs_waiting" ON "duty_hand_overs" USING btree ("unit_id","id") WHERE taken_at is null;--> statement-breakpoint
CREATE INDEX "duty_stints_unit" ON "duty_stints" USING btree ("unit_id","ends_at") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "duty_stints_present" ON "duty_stints" USING btree ("ends_at") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "duty_stints_command" ON "duty_stints" USING btree ("command_id");--> statement-breakpoint
CREATE INDEX "case_entries_actor" ON "case_entries" USING btree ("actor_id","at","id");