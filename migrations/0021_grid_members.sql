CREATE TABLE "grid_bindings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"grid_code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"command_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_files" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"engagement" text NOT NULL,
	"conditions" text[] NOT NULL,
	"exam_passed_on" text,
	"contract_from" text,
	"contract_to" text,
	"insurances" text[] NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"change_id" uuid,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_trainings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"day" text NOT NULL,
	"hours" integer NOT NULL,
	"topic" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"command_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_templates" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"items" jsonb NOT NULL,
	"ground" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"command_id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	CONSTRAINT "score_templates_command_id_unique" UNIQUE("command_id")
);
--> statement-breakpoint
ALTER TABLE "unit_profiles" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_profiles" ADD COLUMN "duties" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "grid_bindings" ADD CONSTRAINT "grid_bindings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_files" ADD CONSTRAINT "member_files_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_trainings" ADD CONSTRAINT "member_trainings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "grid_bindings_grid" ON "grid_bindings" USING btree ("grid_code","from_day");--> statement-breakpoint
CREATE INDEX "grid_bindings_person" ON "grid_bindings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "member_trainings_person" ON "member_trainings" USING btree ("person_id","day");