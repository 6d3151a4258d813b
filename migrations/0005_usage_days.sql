CREATE TABLE `usage_day` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`meter` text NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `day`, `meter`),
	FOREIGN KEY (`tenant_id`) REFERENCES `tenant`(`id`) ON UPDATE no action ON DELETE cascade
);
