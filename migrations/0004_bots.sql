CREATE TABLE `bot` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`instance_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`enabled` integer NOT NULL,
	`upstream_id` text NOT NULL,
	`upstream_credential_id` text,
	`connection` text NOT NULL,
	`triggers` text NOT NULL,
	`behaviour` text NOT NULL,
	`credential_id` text,
	`fallback_text` text DEFAULT '' NOT NULL,
	`budget` text,
	`budget_action` text DEFAULT 'fallback' NOT NULL,
	`prompt_version` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`instance_id`) REFERENCES `instance`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`credential_id`) REFERENCES `credential`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bot_upstream` ON `bot` (`instance_id`,`kind`,`upstream_id`);--> statement-breakpoint
CREATE INDEX `bot_tenant_created` ON `bot` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `bot_credential` ON `bot` (`credential_id`);--> statement-breakpoint
CREATE TABLE `bot_prompt_version` (
	`bot_id` text NOT NULL,
	`version` integer NOT NULL,
	`prompt` text NOT NULL,
	`note` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`bot_id`, `version`),
	FOREIGN KEY (`bot_id`) REFERENCES `bot`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `credential` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`instance_id` text,
	`bot_id` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`secret` text NOT NULL,
	`digest` text NOT NULL,
	`base_url` text,
	`hint` text NOT NULL,
	`upstream_ids` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`instance_id`) REFERENCES `instance`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credential_tenant_name` ON `credential` (`tenant_id`,`kind`,`name`) WHERE instance_id IS NULL AND bot_id IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `credential_instance_name` ON `credential` (`instance_id`,`kind`,`name`) WHERE bot_id IS NULL;--> statement-breakpoint
CREATE INDEX `credential_tenant` ON `credential` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `model_price` (
	`model` text PRIMARY KEY NOT NULL,
	`input` real NOT NULL,
	`cached_input` real,
	`output` real NOT NULL,
	`updated_at` integer NOT NULL
);
