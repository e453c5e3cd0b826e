/** The applications that write meanwhile, and what is left of their writes. */
package dev.understudy.localstack.chaos.client;
