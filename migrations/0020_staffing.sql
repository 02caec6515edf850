CREATE TABLE "appointments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"post" text NOT NULL,
	"manner" text NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text,
	"reason" text NOT NULL,
	"command_hash" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp(3) with time zone,
	"end_reason" text,
	"end_id" uuid,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mobile_looks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"account_name" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"area_code" text NOT NULL,
	"mobile_sealed" text,
	"office_phone" text,
	"command_hash" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"change_id" uuid,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staffing_rules" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"tier" text NOT NULL,
	"severity" text NOT NULL,
	"demand" jsonb NOT NULL,
	"effective_from" text NOT NULL,
	"ground" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"command_id" uuid NOT NULL,
	"command_hash" text NOT NULL,
	CONSTRAINT "staffing_rules_command_id_unique" UNIQUE("command_id")
);
--> statement-breakpoint
CREATE TABLE "unit_profiles" (
	"unit_id" uuid PRIMARY KEY NOT NULL,
	"has_institution" boolean,
	"headcount" integer,
	"stationing" text,
	"stationing_days" integer[] NOT NULL,
	"organs" jsonb NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"change_id" uuid,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointments_unit" ON "appointments" USING btree ("unit_id","from_day");--> statement-breakpoint
CREATE INDEX "appointments_person" ON "appointments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mobile_looks_person" ON "mobile_looks" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "persons_area" ON "persons" USING btree ("area_code","id");--> statement-breakpoint
CREATE FUNCTION mobile_looks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of mobile_looks are added and never changed';
END $$;--> statement-breakpoint
CREATE TRIGGER mobile_looks_stay BEFORE UPDATE OR DELETE ON mobile_looks
  FOR EACH ROW EXECUTE FUNCTION mobile_looks_stay();--> statement-breakpoint
CREATE TRIGGER mobile_looks_whole BEFORE TRUNCATE ON mobile_looks
  FOR EACH STATEMENT EXECUTE FUNCTION mobile_looks_stay();
