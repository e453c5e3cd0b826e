/** How each fault is injected and undone. */
package dev.understudy.localstack.chaos.fault;
