/**
 * The whole system on one machine without Docker: a Kafka broker, a mail sink and a webhook sink in
 * this JVM, the packaged services as processes of their own.
 *
 * <p>Start here: {@link dev.understudy.localstack.cli.UnderstudyCommand} is what {@code
 * ./understudy} runs; {@link dev.understudy.localstack.stack.LocalStack} is the stack as a library;
 * {@link dev.understudy.localstack.demo.Demo} is the main job as a show.
 */
package dev.understudy.localstack;
