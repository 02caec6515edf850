-- Where members on patrol were: a partition a Shanghai day, made and dropped by the server. Drizzle knows no partitions.
CREATE TABLE "tracks" (
	"member_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"accuracy_m" real
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE INDEX "tracks_member" ON "tracks" ("member_id", "at");
