/** Keeps the libraries' log lines out of the terminal. */
package dev.understudy.localstack.logging;
