/** Bodies of requests, with what is allowed in them. */
package dev.understudy.orchestrator.adapter.rest.request;
