CREATE TABLE "parked_cases" (
	"sweep" text NOT NULL,
	"case_id" uuid NOT NULL,
	"attempts" integer NOT NULL,
	"parked_at" timestamp(3) with time zone NOT NULL,
	"next_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "parked_cases_key" PRIMARY KEY("sweep","case_id")
);
--> statement-breakpoint
CREATE INDEX "parked_cases_next" ON "parked_cases" USING btree ("sweep","next_at");