CREATE TABLE "parked_facts" (
	"follower" text NOT NULL,
	"seq" bigint NOT NULL,
	"error" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"retries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "parked_facts_follower_seq_pk" PRIMARY KEY("follower","seq")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "body_version" integer DEFAULT 1 NOT NULL;