/**
 * What containers need besides the services: topics, a first instance, sinks for mails and
 * webhooks.
 */
package dev.understudy.localstack.tools;
