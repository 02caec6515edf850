CREATE TABLE "case_commands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"body_hash" text NOT NULL,
	"reply" json NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"move" text NOT NULL,
	"from_status" text,
	"to_status" text,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"actor_unit" text,
	"filled" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_media" (
	"case_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "case_media_case_id_upload_id_pk" PRIMARY KEY("case_id","upload_id")
);
--> statement-breakpoint
CREATE TABLE "case_numbers" (
	"day" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"status" text NOT NULL,
	"level" text NOT NULL,
	"category_code" text NOT NULL,
	"source_code" text NOT NULL,
	"area_code" text NOT NULL,
	"grid_code" text,
	"lon" double precision,
	"lat" double precision,
	"tier" text NOT NULL,
	"owner_unit_id" uuid NOT NULL,
	"co_unit_ids" uuid[] NOT NULL,
	"reporter_id" uuid,
	"handler_ids" uuid[] NOT NULL,
	"version" integer NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone,
	"stage" text,
	"overdue" boolean NOT NULL,
	"place_doubt" boolean NOT NULL,
	"clock_doubt" boolean NOT NULL,
	"sensitive" boolean NOT NULL,
	"self_found" boolean NOT NULL,
	"rework_count" integer NOT NULL,
	"refuse_count" integer NOT NULL,
	"ask_count" integer NOT NULL,
	"last_move" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"late_stages" text[] NOT NULL,
	"accepted_at" timestamp(3) with time zone,
	"assigned_at" timestamp(3) with time zone,
	"started_at" timestamp(3) with time zone,
	"done_at" timestamp(3) with time zone,
	"verified_at" timestamp(3) with time zone,
	"text" text,
	"place_text" text,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"reporter_name" text,
	"reporter_phone" text,
	"requirement" text,
	"place_name" text NOT NULL,
	"search" text NOT NULL,
	"is_open" boolean NOT NULL,
	"level_rank" smallint NOT NULL,
	"moved_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"area_code" text NOT NULL,
	"initials" text NOT NULL,
	"phone" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock_rules" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"stage" text NOT NULL,
	"level" text NOT NULL,
	"category_prefix" text,
	"tier" text,
	"amount" double precision NOT NULL,
	"unit" text NOT NULL,
	"max_amount" double precision,
	"max_unit" text,
	"effective_from" text NOT NULL,
	"effective_to" text
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"case_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"ordinal" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"percent" integer NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"stopped_at" timestamp(3) with time zone,
	"overdue_at" timestamp(3) with time zone,
	CONSTRAINT "deadlines_case_id_stage_ordinal_pk" PRIMARY KEY("case_id","stage","ordinal")
);
--> statement-breakpoint
CREATE TABLE "divisions" (
	"code" text PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"parent_code" text,
	"initials" text NOT NULL,
	"name" text NOT NULL,
	"population" integer NOT NULL,
	"households" integer NOT NULL,
	"centre_lon" double precision NOT NULL,
	"centre_lat" double precision NOT NULL,
	"boundary" jsonb NOT NULL,
	"version" integer NOT NULL,
	"synthetic" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grids" (
	"code" text PRIMARY KEY NOT NULL,
	"village_code" text NOT NULL,
	"township_code" text NOT NULL,
	"serial" smallint NOT NULL,
	"name" text NOT NULL,
	"population" integer NOT NULL,
	"households" integer NOT NULL,
	"centre_lon" double precision NOT NULL,
	"centre_lat" double precision NOT NULL,
	"boundary" jsonb NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"password_hash" text,
	"role" text NOT NULL,
	"scope" text NOT NULL,
	"unit_id" uuid,
	"disabled_at" timestamp with time zone,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "accounts_account_unique" UNIQUE("account")
);
--> statement-breakpoint
CREATE TABLE "session_epoch" (
	"id" integer PRIMARY KEY NOT NULL,
	"epoch" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"idle_in_s" integer NOT NULL,
	"idle_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wrong_passwords" (
	"account" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patrols" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"body_hash" text NOT NULL,
	"case_id" uuid NOT NULL,
	"position" jsonb,
	"receipt" json NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statistic_contributions" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"area_code" text NOT NULL,
	"counted" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statistic_counts" (
	"area_code" text NOT NULL,
	"metric" text NOT NULL,
	"day" text NOT NULL,
	"bucket" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "statistic_counts_area_code_metric_day_bucket_pk" PRIMARY KEY("area_code","metric","day","bucket")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text,
	"media_type" text,
	"size_b" bigint NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"completed_at" timestamp(3) with time zone,
	"rejected" text
);
--> statement-breakpoint
CREATE TABLE "followers" (
	"name" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"seq" bigint,
	"name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"masked_body" jsonb,
	"told" text[] NOT NULL,
	"masked" text[] NOT NULL,
	"left_rooms" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stream" (
	"id" bigint PRIMARY KEY NOT NULL,
	"stream" uuid NOT NULL,
	"head" bigint NOT NULL,
	"forgotten" bigint NOT NULL,
	"term" bigint NOT NULL,
	"holder" text,
	"until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "case_entries" ADD CONSTRAINT "case_entries_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grids" ADD CONSTRAINT "grids_village_code_divisions_code_fk" FOREIGN KEY ("village_code") REFERENCES "public"."divisions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_entries_case" ON "case_entries" USING btree ("case_id","version");--> statement-breakpoint
CREATE INDEX "case_media_upload" ON "case_media" USING btree ("upload_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_area" ON "cases" USING btree ("area_code" text_pattern_ops,"opened_at");--> statement-breakpoint
CREATE INDEX "cases_grid" ON "cases" USING btree ("grid_code" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("owner_unit_id","opened_at");--> statement-breakpoint
CREATE INDEX "cases_reporter" ON "cases" USING btree ("reporter_id","opened_at");--> statement-breakpoint
CREATE INDEX "cases_co_units" ON "cases" USING gin ("co_unit_ids");--> statement-breakpoint
CREATE INDEX "cases_handlers" ON "cases" USING gin ("handler_ids");--> statement-breakpoint
CREATE INDEX "cases_closed" ON "cases" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "cases_open_due" ON "cases" USING btree (coalesce(due_at, 'infinity'::timestamptz),"id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "cases_open_level" ON "cases" USING btree ("level_rank",coalesce(due_at, 'infinity'::timestamptz),"id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "cases_open_status" ON "cases" USING btree ("status") WHERE is_open;--> statement-breakpoint
CREATE INDEX "units_area" ON "units" USING btree ("area_code");--> statement-breakpoint
CREATE INDEX "deadlines_unmarked" ON "deadlines" USING btree ("due_at") WHERE stopped_at is null and overdue_at is null;--> statement-breakpoint
CREATE INDEX "grids_village" ON "grids" USING btree ("village_code");--> statement-breakpoint
CREATE INDEX "grids_township" ON "grids" USING btree ("township_code");--> statement-breakpoint
CREATE INDEX "accounts_scope" ON "accounts" USING btree ("scope","id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_idle" ON "sessions" USING btree ("idle_at");--> statement-breakpoint
CREATE UNIQUE INDEX "patrols_running" ON "patrols" USING btree ("member_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "reports_account" ON "reports" USING btree ("account_id","received_at");--> statement-breakpoint
CREATE INDEX "statistic_counts_day" ON "statistic_counts" USING btree ("area_code","day");--> statement-breakpoint
CREATE INDEX "uploads_account" ON "uploads" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_seq" ON "outbox" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "outbox_unnumbered" ON "outbox" USING btree ("id") WHERE seq is null;--> statement-breakpoint
CREATE INDEX "outbox_at" ON "outbox" USING btree ("at");