/** Whether this service follows the log. */
package dev.understudy.notifier.adapter.health;
