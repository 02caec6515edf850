CREATE TABLE "wall_enrolments" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"code" text,
	"network" text NOT NULL,
	"agent" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"account_id" uuid,
	"enrolled_at" timestamp with time zone,
	"enrolled_by" uuid,
	"enrolled_by_name" text,
	"seen_at" timestamp with time zone,
	"seen_in" text
);
--> statement-breakpoint
ALTER TABLE "wall_enrolments" ADD CONSTRAINT "wall_enrolments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "wall_enrolments_code" ON "wall_enrolments" USING btree ("code") WHERE account_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "wall_enrolments_account" ON "wall_enrolments" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "wall_enrolments_expires" ON "wall_enrolments" USING btree ("expires_at");