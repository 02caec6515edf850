CREATE TABLE "grid_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"village_code" text NOT NULL,
	"state" text NOT NULL,
	"base" jsonb NOT NULL,
	"shape" jsonb NOT NULL,
	"basis" text,
	"force_on" date,
	"drawers" uuid[] NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp(3) with time zone NOT NULL,
	"approved_by" text,
	"approved_at" timestamp(3) with time zone,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grid_heirs" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"village_code" text NOT NULL,
	"heir_code" text NOT NULL,
	"ceased_on" date NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "grid_plans_open" ON "grid_plans" USING btree ("village_code") WHERE state in ('draft', 'approved');--> statement-breakpoint
CREATE INDEX "grid_plans_due" ON "grid_plans" USING btree ("force_on") WHERE state = 'approved';--> statement-breakpoint
CREATE INDEX "grid_plans_village" ON "grid_plans" USING btree ("village_code" text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "grid_heirs_village" ON "grid_heirs" USING btree ("village_code");--> statement-breakpoint
CREATE INDEX "grid_heirs_heir" ON "grid_heirs" USING btree ("heir_code");--> statement-breakpoint
CREATE INDEX "cases_open_grid" ON "cases" USING btree ("grid_code") WHERE is_open;