-- Words and their grams stand apart from the cases; what was kept for search before is made anew beside the running
-- server, from the texts themselves.
CREATE TABLE "case_folding" (
	"fold_version" smallint PRIMARY KEY NOT NULL,
	"last_id" uuid NOT NULL,
	"is_done" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_words" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"public_text" text NOT NULL,
	"private_text" text NOT NULL,
	"grams" integer[] NOT NULL,
	"fold_version" smallint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "case_words_grams" ON "case_words" USING gin ("grams");--> statement-breakpoint
ALTER TABLE "cases" DROP COLUMN "search";