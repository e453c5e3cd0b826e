/** Processes and ports of this machine: start, find, check, end. */
package dev.understudy.localstack.process;
