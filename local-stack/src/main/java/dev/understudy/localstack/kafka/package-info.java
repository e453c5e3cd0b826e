/** A real Kafka broker in this JVM. */
package dev.understudy.localstack.kafka;
