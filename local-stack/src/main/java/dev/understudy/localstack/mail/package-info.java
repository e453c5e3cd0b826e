/** An SMTP server that keeps what it gets. */
package dev.understudy.localstack.mail;
