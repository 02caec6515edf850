CREATE TABLE "division_acts" (
	"nr" bigserial PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	"command" jsonb NOT NULL,
	"codes" text[] NOT NULL,
	"subject_name" text NOT NULL,
	"heir_names" text[] NOT NULL,
	"effective_on" text NOT NULL,
	"ground" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp(3) with time zone,
	"end_reason" text,
	"effects" jsonb,
	CONSTRAINT "division_acts_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "former_divisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"until_day" text NOT NULL,
	"heirs" text[] NOT NULL,
	"act_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "reported_in" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "successor_id" uuid;--> statement-breakpoint
CREATE INDEX "division_acts_planned" ON "division_acts" USING btree ("effective_on","nr") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "division_acts_codes" ON "division_acts" USING gin ("codes");