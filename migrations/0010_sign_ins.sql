CREATE TABLE "account_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"action" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"token_hash" text NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "devices_token_hash_account_id_pk" PRIMARY KEY("token_hash","account_id")
);
--> statement-breakpoint
CREATE TABLE "failed_sign_ins" (
	"subject" text PRIMARY KEY NOT NULL,
	"account_key" text,
	"count" integer NOT NULL,
	"most" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "agent" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_changes_account" ON "account_changes" USING btree ("account","id");--> statement-breakpoint
CREATE INDEX "devices_account" ON "devices" USING btree ("account_id","last_used_at");--> statement-breakpoint
CREATE INDEX "devices_used" ON "devices" USING btree ("last_used_at");--> statement-breakpoint
CREATE INDEX "failed_sign_ins_account" ON "failed_sign_ins" USING btree ("account_key");--> statement-breakpoint
CREATE INDEX "failed_sign_ins_since" ON "failed_sign_ins" USING btree ("since");--> statement-breakpoint
DROP TABLE "wrong_passwords" CASCADE;--> statement-breakpoint
CREATE FUNCTION account_changes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of account_changes are added and never changed';
END $$;--> statement-breakpoint
CREATE TRIGGER account_changes_stay BEFORE UPDATE OR DELETE ON account_changes
  FOR EACH ROW EXECUTE FUNCTION account_changes_stay();--> statement-breakpoint
CREATE TRIGGER account_changes_whole BEFORE TRUNCATE ON account_changes
  FOR EACH STATEMENT EXECUTE FUNCTION account_changes_stay();
