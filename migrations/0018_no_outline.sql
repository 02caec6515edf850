CREATE TABLE "memory_epochs" (
	"name" text PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "divisions" ALTER COLUMN "centre_lon" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "divisions" ALTER COLUMN "centre_lat" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "divisions" ALTER COLUMN "boundary" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "grids" ALTER COLUMN "centre_lon" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "grids" ALTER COLUMN "centre_lat" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "grids" ALTER COLUMN "boundary" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "grids" ADD COLUMN "special_kind" text;
--> statement-breakpoint
CREATE FUNCTION memory_epoch_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO memory_epochs (name, epoch) VALUES (TG_ARGV[0], 1)
  ON CONFLICT (name) DO UPDATE SET epoch = memory_epochs.epoch + 1;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER divisions_epoch AFTER INSERT OR UPDATE OR DELETE ON divisions
  FOR EACH STATEMENT EXECUTE FUNCTION memory_epoch_grows('areas');--> statement-breakpoint
CREATE TRIGGER grids_epoch AFTER INSERT OR UPDATE OR DELETE ON grids
  FOR EACH STATEMENT EXECUTE FUNCTION memory_epoch_grows('areas');--> statement-breakpoint
CREATE TRIGGER units_epoch AFTER INSERT OR UPDATE OR DELETE ON units
  FOR EACH STATEMENT EXECUTE FUNCTION memory_epoch_grows('units');
