ALTER TABLE `user` ADD `locale` text;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `description` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `disabled_reason` text;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `disabled_at` integer;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `instances` text;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `format` text DEFAULT 'evolution' NOT NULL;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `concurrency` integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `rate_per_second` integer;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `previous_secret` text;--> statement-breakpoint
ALTER TABLE `endpoint` ADD `previous_secret_until` integer;