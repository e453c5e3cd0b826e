/** What people should know of before it becomes a failure. */
package dev.understudy.contracts.alert;
