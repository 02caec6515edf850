-- The clocks there are are their cases' own: a default of no width, so that no row is written anew. Units that help already
-- are timed from the next move of their case.
ALTER TABLE "clock_ledger" ADD COLUMN "unit_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "clock_thresholds" ADD COLUMN "unit_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "unit_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "unit_id" text;--> statement-breakpoint
ALTER TABLE "clock_ledger" DROP CONSTRAINT "clock_ledger_case_id_stage_ordinal_place_pk";--> statement-breakpoint
ALTER TABLE "clock_thresholds" DROP CONSTRAINT "clock_thresholds_case_id_stage_ordinal_edition_percent_pk";--> statement-breakpoint
ALTER TABLE "deadlines" DROP CONSTRAINT "deadlines_case_id_stage_ordinal_pk";--> statement-breakpoint
ALTER TABLE "clock_ledger" ADD CONSTRAINT "clock_ledger_case_id_stage_unit_id_ordinal_place_pk" PRIMARY KEY("case_id","stage","unit_id","ordinal","place");--> statement-breakpoint
ALTER TABLE "clock_thresholds" ADD CONSTRAINT "clock_thresholds_key" PRIMARY KEY("case_id","stage","unit_id","ordinal","edition","percent");--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_case_id_stage_unit_id_ordinal_pk" PRIMARY KEY("case_id","stage","unit_id","ordinal");
