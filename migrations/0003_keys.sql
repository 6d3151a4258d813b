ALTER TABLE `api_key` ADD `requests_limit` integer;--> statement-breakpoint
ALTER TABLE `api_key` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `api_key` ADD `networks` text;--> statement-breakpoint
ALTER TABLE `api_key` ADD `previous_hash` text;--> statement-breakpoint
ALTER TABLE `api_key` ADD `previous_until` integer;