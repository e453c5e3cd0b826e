/** Whether this service follows decisions and alerts. */
package dev.understudy.notifier.adapter.health;
