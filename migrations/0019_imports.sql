CREATE TABLE "import_chunks" (
	"import_id" uuid NOT NULL,
	"sheet" integer NOT NULL,
	"nr" integer NOT NULL,
	"sealed" text NOT NULL,
	CONSTRAINT "import_chunks_import_id_sheet_nr_pk" PRIMARY KEY("import_id","sheet","nr")
);
--> statement-breakpoint
CREATE TABLE "import_headings" (
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"column" text NOT NULL,
	CONSTRAINT "import_headings_kind_heading_pk" PRIMARY KEY("kind","heading")
);
--> statement-breakpoint
CREATE TABLE "import_slips" (
	"import_id" uuid NOT NULL,
	"nr" integer NOT NULL,
	"sealed" text NOT NULL,
	CONSTRAINT "import_slips_import_id_nr_pk" PRIMARY KEY("import_id","nr")
);
--> statement-breakpoint
CREATE TABLE "imported_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"key" text NOT NULL,
	"before" jsonb,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"sheets" jsonb NOT NULL,
	"sheet" integer NOT NULL,
	"mapping" jsonb NOT NULL,
	"skips_wrong" boolean DEFAULT false NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"of" integer DEFAULT 0 NOT NULL,
	"counts" jsonb,
	"faults" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"by_account" text NOT NULL,
	"by_name" text NOT NULL,
	"scope" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"worker" uuid,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_slips" ADD CONSTRAINT "import_slips_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_changes" ADD CONSTRAINT "imported_changes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_changes_import" ON "imported_changes" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "imports_state" ON "imports" USING btree ("state");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("created_at");