/** The commands of {@code ./understudy}: options, progress, tables, events in plain words. */
package dev.understudy.localstack.cli;
