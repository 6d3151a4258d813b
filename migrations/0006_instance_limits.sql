ALTER TABLE `instance` ADD `messages_limit` integer;--> statement-breakpoint
ALTER TABLE `instance` ADD `requests_limit` integer;