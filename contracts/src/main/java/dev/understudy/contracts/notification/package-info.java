/** Receipts of notifications. */
package dev.understudy.contracts.notification;
