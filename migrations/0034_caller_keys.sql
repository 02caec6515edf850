ALTER TABLE "cases" ADD COLUMN "reporter_key" text;--> statement-breakpoint
CREATE INDEX "cases_reporter_key" ON "cases" USING btree ("reporter_key","opened_at","id") WHERE reporter_key <> '';--> statement-breakpoint
CREATE INDEX "cases_unkeyed" ON "cases" USING btree ("id") WHERE reporter_phone is not null and reporter_key is null;