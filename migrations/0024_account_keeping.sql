CREATE TABLE "account_command_ids" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "phone_sealed" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "phone_key" text;--> statement-breakpoint
CREATE INDEX "account_command_ids_at" ON "account_command_ids" USING btree ("at");