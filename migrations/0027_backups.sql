CREATE TABLE "backups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"began_at" timestamp(3) with time zone NOT NULL,
	"ended_at" timestamp(3) with time zone NOT NULL,
	"made_by" text NOT NULL,
	"size_b" bigint,
	"refusal" text
);
--> statement-breakpoint
CREATE INDEX "backups_ended" ON "backups" USING btree ("ended_at");