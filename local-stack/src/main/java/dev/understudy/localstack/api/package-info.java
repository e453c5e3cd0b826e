/** The orchestrator's REST API as a client sees it. */
package dev.understudy.localstack.api;
