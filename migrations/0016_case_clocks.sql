ALTER TABLE "deadlines" RENAME TO "case_clocks";--> statement-breakpoint
ALTER TABLE "case_clocks" RENAME CONSTRAINT "deadlines_case_id_stage_unit_id_ordinal_pk" TO "case_clocks_case_id_stage_unit_id_ordinal_pk";--> statement-breakpoint
ALTER INDEX "deadlines_stage" RENAME TO "case_clocks_stage";--> statement-breakpoint
ALTER INDEX "deadlines_running" RENAME TO "case_clocks_running";--> statement-breakpoint
ALTER TABLE "notices" RENAME TO "notifications";--> statement-breakpoint
ALTER INDEX "notices_once" RENAME TO "notifications_once";--> statement-breakpoint
ALTER INDEX "notices_reader" RENAME TO "notifications_reader";--> statement-breakpoint
ALTER INDEX "notices_unseen" RENAME TO "notifications_unseen";--> statement-breakpoint
-- A process of the version before goes on beside this one: by their former names it reads and writes the same rows.
CREATE VIEW "deadlines" AS SELECT * FROM "case_clocks";--> statement-breakpoint
CREATE VIEW "notices" AS SELECT * FROM "notifications";
