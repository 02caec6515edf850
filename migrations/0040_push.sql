CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"device_hash" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE INDEX "push_subscriptions_account" ON "push_subscriptions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_device" ON "push_subscriptions" USING btree ("device_hash","account_id");--> statement-breakpoint
-- A device that an account is known on no more is pushed to no more; its token changes with each sign-in.
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_known" FOREIGN KEY ("device_hash","account_id") REFERENCES "public"."devices"("token_hash","account_id") ON DELETE cascade ON UPDATE cascade;
