/** An HTTP server that keeps what it gets and checks who signed it. */
package dev.understudy.localstack.webhook;
