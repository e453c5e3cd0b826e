/** What the person at the terminal sees: colours, tables, progress. */
package dev.understudy.localstack.terminal;
