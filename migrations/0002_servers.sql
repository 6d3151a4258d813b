CREATE TABLE `server` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text DEFAULT 'evolution' NOT NULL,
	`base_url` text,
	`global_key` text,
	`tenant_id` text,
	`capacity` integer NOT NULL,
	`weight` integer DEFAULT 1 NOT NULL,
	`draining` integer DEFAULT false NOT NULL,
	`checked_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`latency_ms` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `server_tenant_url` ON `server` (`tenant_id`,`base_url`);--> statement-breakpoint
CREATE TABLE `server_import` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`server_id` text NOT NULL,
	`base_url` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `server_import_tenant` ON `server_import` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `server_import_item` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`taken_at` integer,
	`note` text,
	`previous_webhook` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `server_import`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `server_import_item_name` ON `server_import_item` (`import_id`,`name`);--> statement-breakpoint
DROP INDEX `instance_upstream_name`;--> statement-breakpoint
CREATE UNIQUE INDEX `instance_upstream_name` ON `instance` (`server`,`upstream_name`) WHERE deleted_at IS NULL;